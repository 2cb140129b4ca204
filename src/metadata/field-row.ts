/** What is known of a metadata field. */

/**
 * `text`: one text. `alternative`: one text, which XMP keeps by language; ours is the default one. `list`: texts in
 * order, each once. `date`: a day, `YYYY-MM-DD`, which XMP may follow with a time. `sequence`, `bag`: a few texts that
 * are one value for us, with `; ` between them, as the Metadata Working Group has it of creators (guidelines 2.0,
 * section 5.5). `translation`: the text of a language alternative in one other language, with its tag in front:
 * `de: Fähren am Abend`.
 */
export type FieldType =
  | 'text'
  | 'alternative'
  | 'list'
  | 'date'
  | 'sequence'
  | 'bag'
  | 'translation';

/** A name with the usual prefix of its namespace (src/xmp/namespaces.ts). */
type PrefixedName = `${string}:${string}`;

/** A property that holds members, once or several times in a sequence. */
export type Structure = { readonly xmp: PrefixedName; readonly isSequence: boolean };

export type FieldRow = {
  /** As the IPTC Photo Metadata Standard, or a form on the screen, calls it. */
  readonly label: string;
  /** As a sentence calls it, where that is not the label in small letters. */
  readonly word?: string | undefined;
  readonly type: FieldType;
  /** The XMP property. */
  readonly xmp: PrefixedName;
  /** The structure that the property is a member of. Of several in a sequence, ours is the first. */
  readonly of?: Structure;
  /** What every value begins with that names an entry of a vocabulary; ExifTool shows it without that. */
  readonly vocabulary?: string;
  /** ExifTool's tag for that property. */
  readonly tag: `XMP-${string}:${string}`;
  /** The dataset of IPTC IIM (specification 4.2, chapter 6): absent for fields that only XMP knows. */
  readonly iim?: {
    readonly record: number;
    readonly dataset: number;
    /** ExifTool's tag in its group `IPTC`. */
    readonly tag: string;
    /** Bytes of UTF-8 that one value may have. */
    readonly bytes: number;
  };
  /** Other tags of ExifTool that may contain the text of a photo; they are read, never written. */
  readonly alsoIn?: readonly string[];
  /** Which of the settings `embed.*` says what happens to text that is there already; of `template`, the template. */
  readonly policy: 'headline' | 'keywords' | 'shortTitle' | 'caption' | 'place' | 'template';
};

type Details = Partial<Pick<FieldRow, 'word' | 'iim' | 'of' | 'vocabulary' | 'alsoIn' | 'policy'>>;

/** The row of a field. @param tag ExifTool's name, where it is not that of the property */
export function row<T extends FieldType>(
  type: T,
  label: string,
  xmp: PrefixedName,
  { tag, ...details }: Details & { readonly tag?: string } = {},
) {
  const [prefix = '', local = ''] = xmp.split(':');
  const group = prefix.replace(/^Iptc4xmp/, 'iptc');
  const own = { tag: `XMP-${group}:${tag ?? local}`, policy: 'template' } as const;
  return { type, label, xmp, ...own, ...details };
}

/** Where a field stands in the application record of IPTC, and how many bytes of it. */
export const iim = (dataset: number, tag: string, bytes: number) => ({
  iim: { record: 2, dataset, tag, bytes },
});
