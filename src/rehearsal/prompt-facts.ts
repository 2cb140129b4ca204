/** The facts in a request's text: lines like `Place: Istanbul, Turkey`. What is not there is not known. */

export type PromptFacts = {
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly usage?: 'editorial' | 'commercial';
  readonly keywordsWanted: number;
  /** The user's sentence about this photo. */
  readonly hint?: string;
  /** Keywords that the photo already has. */
  readonly existingKeywords: readonly string[];
  readonly existingTitle?: string;
};

/** What is asked for when the request does not say. */
const usualKeywords = 50;
const mostKeywords = 200;

/** Reads the fact lines of a request. */
export function promptFacts(text: string): PromptFacts {
  const lines = new Map(
    [...text.matchAll(/^([A-Z][A-Za-z ]{2,24}): (.+)$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.trim(),
    ]),
  );
  const usage = lines.get('folder usage') ?? lines.get('usage');
  const wanted = Number(lines.get('keywords wanted') ?? usualKeywords);
  return {
    ...placeIn(lines.get('place')),
    ...given('date', /^\d{4}-\d{2}-\d{2}/.exec(lines.get('date') ?? '')?.[0]),
    ...(usage === 'editorial' || usage === 'commercial' ? { usage } : {}),
    keywordsWanted:
      Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, mostKeywords) : usualKeywords,
    ...given('hint', lines.get('hint')),
    existingKeywords: (lines.get('existing keywords') ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
    ...given('existingTitle', lines.get('existing title') ?? lines.get('existing caption')),
  };
}

/** `City, Country` or `City, Region, Country`. */
function placeIn(value: string | undefined): Pick<PromptFacts, 'city' | 'region' | 'country'> {
  const parts = (value ?? '').split(', ').filter((part) => part !== '');
  const city = parts[0];
  const country = parts.length > 1 ? parts.at(-1) : undefined;
  const region = parts.length > 2 ? parts.slice(1, -1).join(', ') : undefined;
  return { ...given('city', city), ...given('region', region), ...given('country', country) };
}

function given<K extends string, T>(key: K, value: T | undefined): { readonly [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: T });
}
