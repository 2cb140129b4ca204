/**
 * How many tokens a text costs. The tokenizer takes half a second and 70 MB to load, so it is loaded on first use.
 * OpenAI has not said how the newest models split text; all since gpt-4o use o200k_base.
 */

export type CountTokens = (text: string) => number;

let loaded: Promise<CountTokens> | undefined;

/** Loads the tokenizer once and gives the function that counts. */
export function loadTokenizer(): Promise<CountTokens> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    // A photo's own text may hold what looks like a control token; it is sent, and counted, as text.
    const asText = { disallowedSpecial: new Set<string>() };
    return (text) => countTokens(text, asText);
  });
  return loaded;
}

/** What the service adds around each message of a request. */
export const tokensPerMessage = 10;
