/** The words of the trade as types. Imports nothing. */

/** The name of a photo's file, out of its path inside the archive. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder that such a path leads through; empty for the archive itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** How a photo may be licensed. Editorial titles carry place and date. */
export type Usage = 'editorial' | 'commercial';

/** Where a photo was taken. `countryCode` is ISO 3166-1 alpha-3 (IPTC wants three letters). */
export type Place = {
  readonly city: string;
  readonly country: string;
  readonly region?: string | undefined;
  readonly countryCode?: string | undefined;
};

/**
 * Where the day comes from. `original`: when the picture was taken, of EXIF, XMP or IPTC in the file; `sidecar`: the same of
 * its sidecar; `made`: when the file was made, which for a scanned or exported picture is another day.
 */
export type DateSource = 'original' | 'sidecar' | 'made';

/** As much of a place as is named. */
export type PlaceNames = { readonly [Part in keyof Place]?: Place[Part] | undefined };

/** Who says where a photo was taken; `kept` is a place that was found and that a person said is right. */
export type PlaceSource = 'folder' | 'embedded' | 'gps' | 'person' | 'kept';

/** A place that speaks against the photo's. */
export type RivalPlace = {
  readonly source: Exclude<PlaceSource, 'person' | 'kept'> | 'sidecar';
  /** The city is empty where only a country is named. */
  readonly place: Place;
  /** Kilometres between the two; absent where they are in different countries, or one is not on our map. */
  readonly distance?: number | undefined;
  /** Whether they are certain to be different places. */
  readonly isCertain: boolean;
};

/** A calendar day as the camera's clock saw it, `YYYY-MM-DD`; never converted between time zones. */
export type CalendarDay = string;

/** A position in degrees, WGS 84; south and west are negative. */
export type Position = { readonly latitude: number; readonly longitude: number };

export type Camera = { readonly make: string; readonly model: string };

/** What a JPEG already says about itself, IPTC and XMP reconciled. Absent fields are absent, not empty. */
export type ExistingText = {
  readonly headline?: string | undefined;
  /** IPTC ObjectName, dc:title. */
  readonly shortTitle?: string | undefined;
  /** IPTC Caption-Abstract, dc:description. */
  readonly caption?: string | undefined;
  /** Title and caption in a second language, with its tag in front: `de: Fähren`. */
  readonly translatedTitle?: string | undefined;
  readonly translatedCaption?: string | undefined;
  readonly keywords: readonly string[];
  /** Stars and the text of a label, as they stand there; -1 is a rejected photo. */
  readonly rating?: string | undefined;
  readonly label?: string | undefined;
  /** The colour of the label, and whether it was picked or rejected, whichever program says so. */
  readonly colour?: string | undefined;
  readonly pick?: 'yes' | 'no' | undefined;
  /** Names of the people in the picture. */
  readonly people?: readonly string[] | undefined;
  /** Releases, as a template's fields have them: several with `; ` between. */
  readonly modelReleaseId?: string | undefined;
  readonly propertyReleaseId?: string | undefined;
  /** Titles and captions that no person wrote (`OLYMPUS DIGITAL CAMERA`, `DSC_0001`); they count as empty. */
  readonly defaults?: readonly string[] | undefined;
};

/** What the photographer says of all photos of a folder. */
export type FolderNotes = {
  /** For the model, in one line. */
  readonly notes: string;
  /** Keywords that every one of the photos must have. */
  readonly keywords: readonly string[];
  /** Names of people who may be in the pictures. */
  readonly people: readonly string[];
};

/** Pixels as a viewer shows them, after the EXIF orientation. */
export type Size = { readonly width: number; readonly height: number };

/** How a picture looks, in 64 bits, 32 to a number; pictures that look alike differ in few of them. */
export type DifferenceHash = { readonly high: number; readonly low: number };

/** One photo of the archive, a JPEG or a picture of another kind, with what scanning it found. */
export type Photo = {
  readonly id: number;
  /** Relative to the archive, separated by `/`, exactly as the disk spells it. */
  readonly path: string;
  readonly bytes: number;
  /** Modification time in nanoseconds since 1970, as text because it exceeds a double. */
  readonly mtime: string;
  readonly size: Size;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
  readonly place?: Place | undefined;
  readonly placeSource?: PlaceSource | undefined;
  /** Kilometres from the position to the middle of the town that was found for it. */
  readonly placeDistance?: number | undefined;
  /** What the file itself says of the place, however little. */
  readonly filePlace?: PlaceNames | undefined;
  /** Where other sources say it was taken, where that is somewhere else. */
  readonly rivals?: readonly RivalPlace[] | undefined;
  readonly position?: Position | undefined;
  readonly usage: Usage;
  /** Whether the usage was given by folder or person, or is only the setting's default. */
  readonly usageGiven: boolean;
  readonly takenOn?: CalendarDay | undefined;
  /** Local date and time with fractions where known, `YYYY-MM-DDTHH:MM:SS.sss`, for grouping bursts. */
  readonly takenAt?: string | undefined;
  readonly takenSource?: DateSource | undefined;
  readonly camera?: Camera | undefined;
  /** A person left it out: no stage acts on it. */
  readonly excluded?: true | undefined;
  /** The photo with the same picture whose answer it waits for, or took. */
  readonly copyOf?: number | undefined;
  /** File name of the raw file beside it that was taken with it. */
  readonly raw?: string | undefined;
  readonly existing: ExistingText;
};

/** The text of one photo: what a model proposes and what a person approves. */
export type PhotoText = {
  /** The description after the dateline; the dateline itself is built by code. */
  readonly description: string;
  readonly shortTitle: string;
  /** In order of relevance. */
  readonly keywords: readonly string[];
};

/** One thing the checks changed in an answer, so that review can show it and bring it back. */
export type Repair = {
  readonly rule: string;
  readonly field: 'description' | 'shortTitle' | 'keywords';
  readonly before: string;
  /** Absent when the text was removed. */
  readonly after?: string | undefined;
};

/** An answer after the checks. */
export type Suggestion = PhotoText & {
  readonly usage: Usage;
  readonly usageReason: string;
  /** Names in the text that were neither given nor legible. */
  readonly unsure: readonly string[];
  readonly repairs: readonly Repair[];
  /** Those of the keywords that the model did not say; the photo or its sidecar had them before. */
  readonly existing?: readonly string[] | undefined;
  /** What else was asked, by field (rules/answers/further.ts). */
  readonly further?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** The part of the text that was not asked for and is left alone. */
  readonly left?: 'title' | 'keywords' | undefined;
};

/** Who wrote a suggestion; text of a rehearsal must not reach a real photo by accident. */
export type SuggestionSource = 'batch' | 'live' | 'file' | 'rehearsal' | 'sidecar';

export type Decision = 'open' | 'accepted' | 'rejected';

/** The stages that make a photo what it is to be, in order. */
const making = ['scan', 'prepare', 'submit', 'collect', 'review', 'sidecars', 'embed'] as const;

/** All stages, in order. A photo may go to any number of outlets, so delivering is the status of none. */
export const stages = [...making, 'deliver'] as const;
export type Stage = (typeof stages)[number];

/** Where a photo stands: the stage it waits for, or `done` after embedding. */
export const photoStatuses = [...making, 'done'] as const;
export type PhotoStatus = (typeof photoStatuses)[number];

/** What went wrong with one photo: a row of data, never an exception that stops a run. */
export type Issue = {
  readonly stage: Stage;
  /** Stable, for scripts and tests: `not-a-jpeg`, `truncated`, `refused`, ... */
  readonly code: string;
  /** What happened and what to do, one or two sentences; the photo is named beside it. */
  readonly message: string;
};
