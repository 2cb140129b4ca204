/** The categories of an answer, told by its own words: those of the request's list, the likeliest first. */
/** What words of keywords stand for; the first that fits counts most. */
const told: readonly (readonly [words: RegExp, category: string])[] = [
  [/\b(?:cat|dog|bird|gull|deer|fox|whale|tortoise|animal|wildlife)s?\b/i, 'animals'],
  [/\b(?:balloon|ferry|boat|ship|tram|train|bus|bicycle|taxi|tuk-tuk)s?\b/i, 'transport'],
  [/\b(?:food|bread|fish market|fruit|spice|bazaar|restaurant)s?\b/i, 'food'],
  [/\b(?:tea|coffee|wine|drink)s?\b/i, 'drinks'],
  [/\b(?:mosque|temple|church|cathedral|shrine|prayer|torii)s?\b/i, 'religion'],
  [/\b(?:tower|bridge|palace|facade|house|skyline|architecture|street)s?\b/i, 'buildings'],
  [/\b(?:blossom|flower|bamboo|tree|leaf|leaves|garden)s?\b/i, 'plants'],
  [/\b(?:mountain|valley|coast|sea|lake|hill|river|sunset|sunrise)s?\b/i, 'landscapes'],
  [/\b(?:man|woman|people|person|crowd|child|children)\b/i, 'people'],
];

const most = 2;

/** @param choices what the request may be answered with */
export function categoriesOf(
  { description, keywords }: { readonly description: string; readonly keywords: readonly string[] },
  choices: readonly unknown[],
): readonly unknown[] {
  const words = [description, ...keywords.slice(0, 15)].join('; ');
  const fitting = told.filter(([pattern]) => pattern.test(words)).map(([, category]) => category);
  const found = [...fitting, 'travel'].filter((category) => choices.includes(category));
  return (found.length > 0 ? found : choices).slice(0, most);
}
