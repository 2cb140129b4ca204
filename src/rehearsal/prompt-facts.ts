/** The facts in a request's text: lines like `Place: Istanbul, Turkey`. What is not there is not known. */

export type PromptFacts = {
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly country?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  readonly usage?: 'editorial' | 'commercial' | undefined;
  readonly keywordsWanted: number;
  /** The user's sentence about this photo. */
  readonly hint?: string | undefined;
  /** Asked again, because the first answer declined. */
  readonly isNeutral: boolean;
  /** Keywords that the photo already has. */
  readonly existingKeywords: readonly string[];
};

/** What is asked for when the request does not say. */
const usualKeywords = 50;
const mostKeywords = 200;

/** Reads the fact lines of a request. A place is `City, Country` or `City, Region, Country`. */
export function promptFacts(text: string): PromptFacts {
  const lines = new Map(
    [...text.matchAll(/^([A-Z][A-Za-z ]{2,24}): (.+)$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.trim(),
    ]),
  );
  const [city, ...around] = listed(lines.get('place'));
  const country = around.pop();
  const usage = lines.get('folder usage') ?? lines.get('usage');
  const wanted = Number(lines.get('keywords wanted'));
  return {
    city,
    region: around.length === 0 ? undefined : around.join(', '),
    country,
    date: /^\d{4}-\d{2}-\d{2}/.exec(lines.get('date') ?? '')?.[0],
    usage: usage === 'editorial' || usage === 'commercial' ? usage : undefined,
    keywordsWanted: wanted >= 1 ? Math.min(Math.floor(wanted), mostKeywords) : usualKeywords,
    hint: lines.get('hint'),
    isNeutral: lines.has('manner'),
    existingKeywords: listed(lines.get('existing keywords')),
  };
}

function listed(value = ''): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
