/** The sentences about changes: what was done, what would differ, and why nothing was. */
import { count, counted, listed } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { getPhotoRow } from '../../catalog/photos.ts';
import type { Decision } from '../../photo.ts';
import { type Further, smallLabel } from '../../rules/answers/further.ts';
import { dayInWords, placeInWords } from '../../rules/datelines/dateline.ts';
import type { Change } from './change.ts';
import type { ChangeTotals } from './change-totals.ts';
import { loadDoc, type PhotoDoc } from './doc.ts';
import type { Part } from './edit.ts';
import { cleanPlace } from './place.ts';
import { textChangeInWords } from './text-change.ts';

/** `Added "boat" to 12 photos`, without its full stop. `isOne`: the change was meant for one photo only. */
export function inWords(
  catalog: Catalog,
  change: Change,
  all: ChangeTotals,
  isOne: boolean,
): string {
  const who = whoIn(catalog, all);
  switch (change.kind) {
    case 'decide':
      return decisionInWords(catalog, change, all);
    case 'usage':
      return `Made ${change.usage}: ${who}`;
    case 'place': {
      return `Set ${placeInWords(cleanPlace(change.place))} for ${who}`;
    }
    case 'keepPlace':
      return `Kept ${placesInWords(all)} for ${who}`;
    case 'date':
      return change.taken === undefined
        ? `Gave back the file's own date to ${who}`
        : `Set ${dayInWords(change.taken.takenOn)} for ${who}`;
    case 'exclude':
      return change.excluded
        ? `Left out ${who}`
        : `${who} ${all.changed === 1 ? 'takes' : 'take'} part again`;
    case 'edit':
      return editInWords(catalog, change, all);
    case 'takeAnswer':
      return `${change.label} in ${who}`;
    case 'fix':
    case 'fixAll':
    case 'dropNames': {
      const named = isOne ? all.first?.after.notes?.named : undefined;
      return `${deedsInWords(named ?? all.done)}${filledInWords(all.filled)} (${who})`;
    }
    case 'existing':
      return `${existingInWords(change, all)} ${who}${filledInWords(all.filled)}`;
    case 'bringAlong':
      return `Added ${relatives[change.what]} of the keywords to ${who}`;
    case 'further':
      return `${furtherInWords(change.texts)} ${who}`;
    case 'keepName':
    case 'writeName':
    case 'keepShortTitle':
      return `${deedsInWords(all.done)} in ${who}`;
    default:
      return `${wordChangeInWords(catalog, change, all.gone)} ${who}${filledInWords(all.filled)}`;
  }
}

const relatives = {
  parents: 'parents',
  synonyms: 'synonyms',
  both: 'parents and synonyms',
} as const;

/** `Put the keywords from before back into`, `Took "harbour, Douro", from before, out of`. */
function existingInWords(
  { keep }: Extract<Change, { kind: 'existing' }>,
  { gone }: ChangeTotals,
): string {
  if (keep) return 'Put the keywords from before back into';
  const words = [...gone].join(', ');
  return words.length <= longestList
    ? `Took "${words}" out of`
    : `Took ${counted(gone.size, 'keyword')} from before out of`;
}

/** `Set the categories travel and people of`, `Removed the alt text of` */
function furtherInWords(texts: Further): string {
  const said = Object.entries(texts).map(([name, value]) => {
    const label = smallLabel(name);
    if (value.length === 0) return `Removed the ${label} of`;
    return typeof value === 'string'
      ? `Changed the ${label} of`
      : `Set the ${label} ${listed(value)} of`;
  });
  return said.join('; ');
}

/** The place of the only photo; of several, how many photos say enough. */
function placesInWords({ changed, first }: ChangeTotals): string {
  const place = placeInWords(first?.after.photo.place);
  return changed === 1 ? place : 'the places';
}

function whoIn(catalog: Catalog, { changed, first }: ChangeTotals): string {
  return changed === 1 && first !== undefined
    ? photoName(catalog, first.before.photo.path)
    : counted(changed, 'photo');
}

/** `IMG_1.jpg` for one photo, `12 photos` for several. */
function photosInWords(catalog: Catalog, photoIds: readonly number[]): string {
  const [first] = photoIds;
  if (photoIds.length !== 1 || first === undefined) return counted(photoIds.length, 'photo');
  const photo = getPhotoRow(catalog, first);
  return photo === undefined ? '1 photo' : photoName(catalog, photo.path);
}

/** The sentence where nothing changed. */
export function nothingInWords(
  catalog: Catalog,
  change: Change,
  photoIds: readonly number[],
): string {
  const who = photosInWords(catalog, photoIds);
  if (change.kind === 'exclude')
    return `${who} ${photoIds.length === 1 ? 'was' : 'were'} ${change.excluded ? 'left out' : 'taking part'} already`;
  if (change.kind === 'takeAnswer') return 'That is already the current text';
  if (change.kind !== 'decide') return `Nothing changed in ${who}`;
  const { decision, part = 'all' } = change;
  const isOne = photoIds.length === 1;
  if (decision === 'accepted' && photoIds.some((id) => lacksText(loadDoc(catalog, id), part)))
    return `${who} ${isOne ? 'has' : 'have'} ${part === 'all' ? 'no text' : `no ${part}`} to accept`;
  return `${who} ${isOne ? 'was' : 'were'} ${decision} already`;
}

function lacksText(doc: PhotoDoc | undefined, part: Part): boolean {
  if (doc === undefined || !doc.hasText) return true;
  const { description, keywords } = doc.review;
  return (part === 'keywords' || description === '') && (part === 'title' || keywords.length === 0);
}

/** What was decided about whom; that text which was edited is still there is said, because nothing shows it for many. */
const decisions: Readonly<Record<Decision, (who: string, photos: number) => string>> = {
  accepted: (who) => `Accepted ${who}`,
  rejected: (who) => `Rejected ${who}`,
  open: (who, photos) =>
    photos === 1
      ? `${who} is undecided again; its text stays`
      : `${who} are undecided again; their texts stay`,
};
const parts: Readonly<Record<Part, string>> = {
  all: '',
  title: 'the title of ',
  keywords: 'the keywords of ',
};

/** `Accepted IMG_1.jpg, with 2 problems`. */
export function decisionInWords(
  catalog: Catalog,
  { decision, part = 'all' }: Extract<Change, { kind: 'decide' }>,
  all: ChangeTotals,
): string {
  const done = decisions[decision](`${parts[part]}${whoIn(catalog, all)}`, all.changed);
  if (decision === 'accepted') return `${done}${inSpite(all)}`;
  return decision === 'rejected' ? `${done}${inFiles(all)}` : done;
}

/** The others are told behind the chosen one: by their number, or as a name that keeps its letters. */
export function smallFirst(sentence: string): string {
  return sentence.replace(/^Rejected/, 'rejected');
}

/** That rejecting takes nothing out of the photos themselves. */
function inFiles({ embedded, changed }: ChangeTotals): string {
  if (embedded === 0) return '';
  const where = changed === 1 ? 'it' : `${count(embedded)} of them`;
  return `; what was embedded stays in ${where} until that is undone`;
}

/**
 * What was accepted along, as of the last count of the checks: `, with 2 problems and 1 unverified name`, or of several
 * photos `, 3 of them with problems and 1 with unverified names`.
 */
function inSpite({ problems, names, doubts, changed }: ChangeTotals): string {
  if (changed === 1) {
    const faults = faultsInWords(problems.all, names.all, doubts.all);
    return faults === '' ? '' : `, with ${faults}`;
  }
  const with_ = [
    { photos: problems.photos, which: 'with problems' },
    { photos: names.photos, which: 'with unverified names' },
    { photos: doubts.photos, which: names.photos > 0 ? 'with other doubts' : 'with doubts' },
  ]
    .filter(({ photos }) => photos > 0)
    .map(({ photos, which }, index) => `${count(photos)}${index === 0 ? ' of them' : ''} ${which}`);
  return with_.length === 0 ? '' : `, ${listed(with_)}`;
}

/**
 * What a text is accepted in spite of: `2 problems and 1 unverified name`; '' where there is nothing.
 * @param doubts those that are not about names
 */
export function faultsInWords(problems: number, names: number, doubts: number): string {
  return listed([
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(names > 0 ? [counted(names, 'unverified name')] : []),
    ...(doubts > 0 ? [counted(doubts, names > 0 ? 'other doubt' : 'doubt')] : []),
  ]);
}

/** Letters of a list of deeds that a line of the screen has room for. */
const longestList = 90;

/** `Removed "boats", which repeats "boat"; cut the title at 200`; when that is long, the first and how many more. */
function deedsInWords(deeds: Iterable<string>): string {
  const all = [...new Set(deeds)];
  const [first = ''] = all;
  const whole = all.join('; ');
  const told = whole.length <= longestList ? whole : `${first}, and ${all.length - 1} more`;
  return (all.length === 1 ? first : told).replace(/^./u, (letter) => letter.toUpperCase());
}

/** `; "commuter" took its place` where the model had offered more. */
function filledInWords(words: readonly string[]): string {
  const [first, ...more] = words;
  if (first === undefined) return '';
  return more.length === 0
    ? `; "${first}" took its place`
    : `; ${counted(words.length, 'word')} of the model took their places`;
}

type WordChange = Extract<
  Change,
  { kind: `${string}Keyword` | 'replaceInTitle' | `copy${string}` }
>;

function wordChangeInWords(
  catalog: Catalog,
  change: WordChange,
  gone: ReadonlySet<string>,
): string {
  switch (change.kind) {
    case 'addKeyword':
      return `Added "${change.keyword}" to`;
    case 'removeKeyword':
      return `Removed "${[...gone].join(', ')}" from`;
    case 'replaceKeyword':
      if (change.by === '') return `Removed "${change.keyword}" from`;
      return `Replaced "${change.keyword}" with "${change.by}" in`;
    case 'frontKeyword':
      return `Moved "${change.keyword}" to the front in`;
    case 'replaceInTitle':
      if (change.by === '') return `Removed "${change.words}" from the title of`;
      return `Replaced "${change.words}" with "${change.by}" in the title of`;
    case 'copyTitle':
      return `Copied title and short title of ${photosInWords(catalog, [change.from])} to`;
    case 'copyKeywords':
      return `Copied the keywords of ${photosInWords(catalog, [change.from])} to`;
  }
}

/** `Added "boat" in IMG_1.jpg`, `Set Osaka, Japan with the title in IMG_1.jpg`. */
function editInWords(
  catalog: Catalog,
  change: Extract<Change, { kind: 'edit' }>,
  { first }: ChangeTotals,
): string {
  if (first === undefined) return '';
  const { before, after } = first;
  const name = photoName(catalog, before.photo.path);
  const { place, taken } = change.dateline ?? {};
  const facts = [placeInWords(place), dayInWords(taken?.takenOn)].filter((part) => part !== '');
  if (facts.length > 0) return `Set ${facts.join(' - ')} with the title in ${name}`;
  return `${change.label ?? textChangeInWords(before.review, after.review)} in ${name}`;
}
