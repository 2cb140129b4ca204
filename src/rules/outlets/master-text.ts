/** The texts that variants are made from, and are. */
import type { CalendarDay, Place, Size, Usage } from '../../photo.ts';
import type { Further } from '../answers/further.ts';

export const releaseKinds = ['model', 'property'] as const;
/** Of a person who can be recognised, or of somebody's property. */
export type ReleaseKind = (typeof releaseKinds)[number];

/** Characters of the name of a release. */
export const longestReleaseName = 100;

/** Names of releases, as the agencies have them or as the photographer does. */
export type Releases = Readonly<Record<ReleaseKind, readonly string[]>>;

/** The accepted text of a photo with what is known of it. */
export type MasterText = {
  /** Without its dateline. */
  readonly description: string;
  readonly shortTitle: string;
  /** Only where a person wrote one. */
  readonly caption?: string | undefined;
  readonly keywords: readonly string[];
  readonly usage: Usage;
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
  /** The tag of the language that its texts are in; absent for English. */
  readonly language?: string | undefined;
  /** Absent where there are none. */
  readonly releases?: Releases | undefined;
  /** What was said of the photo beside title and keywords; absent where nothing was. */
  readonly further?: Further | undefined;
  readonly size?: Size | undefined;
  readonly bytes?: number | undefined;
};

export type VariantText = {
  readonly title: string;
  /** '' where the outlet has one text alone. */
  readonly description: string;
  readonly keywords: readonly string[];
};
