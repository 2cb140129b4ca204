/**
 * Texts that are nothing but words about a picture, as nearly all are: found quickly, so that the long expressions for
 * placeholders and talk are neither compiled nor tried for them. `test/rules/answers/ordinary.test.ts` holds the two together.
 */
import { anyOf } from '../texts/patterns.ts';
import { remembered } from '../texts/remembered.ts';

/** Beginnings of words without which plain words are neither a placeholder nor talk nor a camera's. */
const strange = [
  'na\\b|nil\\b|null|undef|nan\\b|none|tb[dac]\\b|to ?do|to be|x{2}|not\\b|un(?:spec|det|titl|nam|tag|know|ident)|no\\b',
  'sample|example|test\\b|dummy|place ?holder|default|generic|temp|fake|mock|foo|baz|asdf|blah|lorem|dolor|consect',
  'object|key ?word|tag|term|synonym|hashtag|text|titl|short ?titl|descript|caption|headline|alt\\b|names?\\b|words?\\b',
  'insert|enter\\b|add\\b|write|written|type|put\\b|your|provide|place\\b|fill|folder|existing|usage|more\\b|list\\b',
  'here|below|following|find|see\\b|i\\b|we\\b|my\\b|me\\b|you|sure|certain|course|absolut|definit|ok|al(?:l )?right|all\\b',
  'got|understood|problem|happy|glad|pleasure|welcome|thank|what|hello|hi\\b|hey|yes|nice|great|good|perfect|excellent',
  "hope|let\\b|let's|feel|don't|do\\b|did|anything|would|should|shall|can\\b|could|may\\b|will\\b|if\\b|note|enjoy|cheers",
  "regards|have|luck|question|this|these|as\\b|generated|created|end of|that's|there|hmm|wait|user|so\\b|now\\b|first|based",
  'camera|picture|gimp|photoshop|dsc|dcim|vsco|exif|jpeg|hdrpl|oznor|rhdr|digital|binary|imaging|techwin|prisma|rookie|dcf',
];
/** Those that count where they are the whole keyword. */
const strangeAlone =
  'misc|others?\\b|various|location|city|country|date|the\\b|an\\b|of\\b|and\\b|or\\b|with\\b|for\\b|from\\b|is\\b|are\\b|was\\b|were\\b|its\\b|that\\b|those\\b|very\\b|but\\b|by\\b|s?he\\b|they\\b|there\\b|then\\b|also\\b';
/** Those of titles, which are judged more strictly. */
const strangeInTitles = [
  'image|photo|pics?\\b|scenes?\\b|file|error|exception|status|failure|server|gateway|request|rate limit|try again|time',
  'sentence|version|variant|summar|same\\b|option|alternativ|another|describ|identif|label|give\\b|explain|city,? country',
  'short\\w|stock|seo|meta|alt\\w|creat|generat|one\\b|forms?\\b|shots?\\b',
  'according|per\\b|mood|atmosphere|lighting|composition|perspective|colou?r palette|tone\\b|style|framing|overall|general|exact|precise|specific|location',
  'citation|copy\\b|final|v\\d|v(?:er|ersion)\\b|editorial|commercial|un(?:cert|clear|verif|conf|discl)',
  'something|it\\b|oh+\\b|u[hm]+\\b|ah+\\b|well\\b|right\\b|wonderful|awesome|quick brown|processed|made with|edited',
];

const beginningWith = (words: readonly string[]) => anyOf([`\\b(?:${words.join('|')})`], {}, 'i');
const inKeywords = beginningWith([...strange, strangeAlone]);
const inTitles = beginningWith([...strange, ...strangeInTitles]);

const plainKeyword = /^[a-z]+(?:[ '-][a-z]+)*$/i;
/** Three words at least: what is shorter may be a placeholder by every second word. */
const plainTitle = /^[a-z]+(?:['-][a-z]+)*(?:,? [a-z]+(?:['-][a-z]+)*){2,}\.?$/i;

/** Whether a keyword is certainly neither a placeholder nor talk nor the name of a file. */
export const isOrdinaryKeyword = remembered(
  (keyword) => plainKeyword.test(keyword) && !inKeywords.test(keyword),
);

/** Whether a title is certainly neither a placeholder nor talk, with none around it. False says nothing. */
export const isOrdinaryTitle = remembered(
  (title) => plainTitle.test(title) && !inTitles.test(title) && !title.includes(' OR '),
  { most: 200, longest: 400 },
);
