/** What a filter can ask of a photo. */
import type { DeliveryState } from './deliveries.ts';

/** States as the filter names them; some photos are in several. */
export const states = [
  'open',
  'accepted',
  'rejected',
  /** Title and keywords have different decisions. */
  'partial',
  /** The sidecar is written; the photo waits to be embedded. */
  'written',
  'embedded',
] as const;
export type State = (typeof states)[number];

export const possessions = [
  'problem',
  'unsure',
  /** A hint that only a person may settle; an undecided name is one. */
  'doubt',
  'edit',
  'caption',
  /** The photo itself has text, as of its last scan. */
  'filetext',
  'title',
  'keywords',
  'place',
  'date',
  'burst',
  /** An answer of the model that came after the person's last change. */
  'newer',
  /** More than one answer, whether the text is that of the last or not. */
  'redone',
  /** Words that the dictionary does not know. */
  'spelling',
  /** Keywords that are not in the user's own list. */
  'unlisted',
  /** Another photo of its folder has the same title. */
  'twin',
  /** Stars, or a label or colour, in the file or its sidecar. */
  'rating',
  'label',
  /** A release of a person or of property. */
  'release',
  'category',
  'alttext',
  'translation',
] as const;
/** What a photo can have or lack. */
export type Possession = (typeof possessions)[number];

export const standings = [
  /** Left out by a person. */
  'excluded',
  /** Without a text of ours: not asked yet, or not answered. */
  'unasked',
  /** The same picture as another photo. */
  'copy',
] as const;
/** How a photo stands beside the others; only who asks for them sees photos that are not under review. */
export type Standing = (typeof standings)[number];

/** Columns of folded text that a condition can look into. */
export type SearchColumn = 'city' | 'country' | 'folder' | 'name' | 'title' | 'keywords' | 'label';

export const variantStates = ['edited', 'stale'] as const;
type VariantState = (typeof variantStates)[number];

/** One thing a photo must be; several texts or values are alternatives. */
export type Condition = { readonly not: boolean } & (
  | { readonly kind: 'any'; readonly texts: readonly string[] }
  | {
      readonly kind: 'text';
      readonly field: SearchColumn;
      /** Folded; `whole` texts are all of the field, or a whole keyword. */
      readonly texts: readonly string[];
      readonly whole: boolean;
    }
  | { readonly kind: 'usage'; readonly usages: readonly string[] }
  | { readonly kind: 'state'; readonly states: readonly State[] }
  | { readonly kind: 'has'; readonly possessions: readonly Possession[] }
  | { readonly kind: 'is'; readonly standings: readonly Standing[] }
  /** Stars from and to, inclusive; -1 is a rejected photo, 0 one without stars. */
  | { readonly kind: 'rating'; readonly spans: readonly { from: number; to: number }[] }
  /** Picked or rejected by its file or sidecar; '' for neither. */
  | { readonly kind: 'pick'; readonly picks: readonly ('yes' | 'no' | '')[] }
  /** Folders, files and patterns (path-pattern.ts). */
  | { readonly kind: 'path'; readonly patterns: readonly string[] }
  /** Made ready for one of these outlets, or delivered. */
  | { readonly kind: 'outlet'; readonly outlets: readonly string[] }
  /** It has a text of its own at any outlet; stale: one that was written for another text of the photo. */
  | { readonly kind: 'variant'; readonly variants: readonly VariantState[] }
  /** What became of it at any outlet. */
  | { readonly kind: 'delivery'; readonly states: readonly DeliveryState[] }
  /** An outlet would refuse it; looked for in the outlet's id and its reason. */
  | { readonly kind: 'unfit'; readonly texts: readonly string[] }
  /** It was refused there after it was delivered; looked for in the same way. */
  | { readonly kind: 'refused'; readonly texts: readonly string[] }
  /** Names nobody has decided about that contain one of the texts. */
  | { readonly kind: 'unsure'; readonly texts: readonly string[] }
  /** Keywords that contain one of the texts, folded, and are not in the user's own list. */
  | { readonly kind: 'unlisted'; readonly texts: readonly string[] }
  | { readonly kind: 'category'; readonly categories: readonly string[] }
  /** Days from and to, inclusive, each whole or only its beginning: `2019`, `2019-05`. */
  | { readonly kind: 'taken'; readonly spans: readonly { from: string; to: string }[] }
);

export const sorts = ['path', 'taken', 'title', 'state', 'look', 'changed'] as const;
/** `look`: what most needs a look comes first. `changed`: what the person changed last comes first. */
export type Sort = (typeof sorts)[number];
