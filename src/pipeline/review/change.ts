/**
 * Everything a person can do to the text, the facts and the decisions of photos, as data. One photo, many, an import, a
 * preview and undo all go through these.
 */
import type { StoredSuggestion } from '../../catalog/suggestions.ts';
import type { CaptureTime } from '../../jpeg/capture-date.ts';
import type { Decision, Place, Usage } from '../../photo.ts';
import type { Further } from '../../rules/answers/further.ts';
import type { Additions } from '../../rules/keyword-list/keyword-list.ts';
import type { DatelineChange } from './dateline.ts';
import type { Part, TextEdit } from './edit.ts';
import type { CheckName } from './fix.ts';

/** Changes to text that there is. Keywords may be several, separated by commas. */
type TextChange =
  | {
      readonly kind: 'addKeyword';
      readonly keyword: string;
      /** `topTen`: they become the last of the first ten. */
      readonly position: 'first' | 'topTen' | 'last';
      /** The last keywords that need not be there go where there would be more than are wanted. */
      readonly makesRoom?: boolean;
    }
  /** The model's next words take the places of what goes. */
  | { readonly kind: 'removeKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceKeyword'; readonly keyword: string; readonly by: string }
  /** To the front, where it is there. */
  | { readonly kind: 'frontKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceInTitle'; readonly words: string; readonly by: string }
  | { readonly kind: 'copyTitle'; readonly from: number }
  | { readonly kind: 'copyKeywords'; readonly from: number }
  /** All keywords that the photo had before are in the list, or none that the model does not say. */
  | { readonly kind: 'existing'; readonly keep: boolean }
  /** What the keywords bring along out of the user's own list. */
  | { readonly kind: 'bringAlong'; readonly what: Exclude<Additions, 'nothing'> }
  /** Every fix that needs no decision. */
  | { readonly kind: 'fixAll' }
  /** The fix of one check, wherever that check speaks of the word. */
  | { readonly kind: 'fix'; readonly check: CheckName }
  /** Every unverified name goes, wherever the text can do without it. */
  | { readonly kind: 'dropNames' }
  /** An unverified name is right, or is to be written otherwise. */
  | { readonly kind: 'keepName'; readonly name: string }
  | { readonly kind: 'writeName'; readonly name: string; readonly by: string }
  /** Categories and whatever else there is beside title and keywords; an empty value takes one out. */
  | { readonly kind: 'further'; readonly texts: Further }
  /** A short title fits a title that was changed since. */
  | { readonly kind: 'keepShortTitle' }
  | { readonly kind: 'decide'; readonly decision: Decision; readonly part?: Part };

export type Change =
  | TextChange
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'place'; readonly place: Place }
  /** The place that was found is right. */
  | { readonly kind: 'keepPlace' }
  /** Without a date, the photos get back that of their file. */
  | { readonly kind: 'date'; readonly taken: CaptureTime | undefined }
  /** Left out of every stage, or taking part again. */
  | { readonly kind: 'exclude'; readonly excluded: boolean }
  /** Text that a person wrote, also where there was none. */
  | {
      readonly kind: 'edit';
      readonly text: TextEdit;
      /** Place and date as the title's own dateline says them. */
      readonly dateline?: DatelineChange | undefined;
      /** What was done, unless it can be told from the difference: `Sorted the keywords back`. */
      readonly label?: string | undefined;
    }
  /** Another answer of the model takes the place of the whole text. */
  | { readonly kind: 'takeAnswer'; readonly answer: StoredSuggestion; readonly label: string };

const checked: ReadonlySet<Change['kind']> = new Set([
  'fix',
  'fixAll',
  'dropNames',
  'removeKeyword',
  'replaceKeyword',
  'existing',
]);

/** Whether a change goes by the checks of each photo, which takes longer. */
export function isChecked({ kind }: Change): boolean {
  return checked.has(kind);
}

const forAllPhotos: ReadonlySet<Change['kind']> = new Set([
  'usage',
  'place',
  'keepPlace',
  'date',
  'exclude',
  'edit',
  'takeAnswer',
]);

/** Whether a change is about text, so that photos without any stay as they are. */
export function needsText({ kind }: Change): boolean {
  return !forAllPhotos.has(kind);
}

const decisionActions = { accepted: 'accept', rejected: 'reject', open: 'reset' } as const;
const actions: Partial<Record<Change['kind'], string>> = {
  fix: 'fix',
  fixAll: 'fix',
  dropNames: 'fix',
  keepName: 'keep-name',
  keepShortTitle: 'keep-short-title',
  further: 'further',
  usage: 'usage',
  place: 'place',
  keepPlace: 'keep-place',
  date: 'date',
  exclude: 'exclude',
  edit: 'edit',
  existing: 'existing-keywords',
  takeAnswer: 'take-version',
};

/** The name that the step of a change is kept under. */
export function actionOf(change: Change): string {
  if (change.kind === 'decide') return decisionActions[change.decision];
  return actions[change.kind] ?? 'bulk';
}
