/**
 * A photo's text as a plain file for the user's editor, and back. Every part stands under a heading that begins with `#`;
 * other lines that begin so are passed over.
 */
import { count } from '../../amounts.ts';
import type { TextEdit } from '../../pipeline/review/edit.ts';
import { typedKeywords } from '../../pipeline/review/keywords.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { categories, typedCategories } from '../../rules/answers/categories.ts';
import { furtherField, furtherLabel, isListed, readFurther } from '../../rules/answers/further.ts';
import { longestTyped, mostTyped, typedLimit } from '../../rules/foreign-text.ts';

const headings = {
  title: '# Title',
  shortTitle: '# Short title',
  caption: '# Caption',
  keywords: '# Keywords',
} as const;
type Section = keyof typeof headings;

const headingOf = (name: string) => `# ${furtherLabel(name)}`;

/** The file for a photo. @param further the names of the fields beside title and keywords that it shows */
export function textForEditor(photo: ReviewPhoto, further: readonly string[]): string {
  const { text, dateline, caption = '' } = photo;
  const titleNote = dateline === '' ? '' : ` (after "${dateline.trim()}", which stays in front)`;
  return [
    `${headings.title}${titleNote}, at most ${photo.titleLimit} characters with all`,
    text.description,
    '',
    `${headings.shortTitle}, at most ${photo.shortTitleLimit} bytes`,
    text.shortTitle,
    '',
    `${headings.caption}, empty where the title is the caption`,
    caption,
    '',
    `${headings.keywords}, one on a line, the most important first`,
    ...text.keywords,
    '',
    ...further.flatMap((name) => sectionFor(photo, name)),
  ].join('\n');
}

function sectionFor({ further }: ReviewPhoto, name: string): readonly string[] {
  const field = furtherField(name);
  const note =
    field === undefined || !isListed(field)
      ? ''
      : `, ${name === 'categories' ? `at most two of ${categories.join(', ')}` : 'one on a line'}`;
  return [`${headingOf(name)}${note}`, ...[further[name] ?? ''].flat(), ''];
}

/**
 * What a person made of it; when a heading is gone it is not clear what belongs where, and nothing is changed.
 * @param further as it was handed out with
 */
export function textFromEditor(
  file: string,
  further: readonly string[],
): TextEdit | { readonly failed: string } {
  const sections = new Map<string, string>([
    ...Object.entries(headings),
    ...further.map((name) => [name, headingOf(name)] as const),
  ]);
  const found: { readonly section: string; readonly lines: string[] }[] = [];
  for (const written of file.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (!written.startsWith('# ')) found.at(-1)?.lines.push(written);
    else {
      const section = sectionOf(written, sections);
      if (section !== undefined) found.push({ section, lines: [] });
    }
  }
  const failed = complaintAbout(
    found.map(({ section }) => section),
    sections,
  );
  if (failed !== undefined) return { failed };
  const linesOf = (section: string) => found.find((one) => one.section === section)?.lines ?? [];
  const words = (section: Section) => linesOf(section).join(' ').replace(/\s+/g, ' ').trim();
  const keywords = linesOf('keywords').flatMap(typedKeywords);
  const edit = {
    description: words('title'),
    shortTitle: words('shortTitle'),
    caption: words('caption'),
    keywords,
  };
  const typed = linesOf('categories').join(', ');
  const read = typedCategories(typed);
  if (typed.trim() !== '' && 'unknown' in read)
    return { failed: `There is no category ${read.unknown}, so nothing was changed` };
  const others = Object.fromEntries(
    further.map((name) => [name, readFurther(name, linesOf(name).join('\n'))]),
  );
  const isLong = [
    ...[edit.description, edit.shortTitle, edit.caption, ...keywords],
    ...Object.values(others).flat(),
  ].some(({ length }) => length > longestTyped);
  if (isLong) return { failed: `A text takes ${typedLimit}, so nothing was changed` };
  if (keywords.length > mostTyped)
    return { failed: `A photo takes at most ${count(mostTyped)} keywords, so nothing was changed` };
  if (further.length === 0) return edit;
  const meant =
    'categories' in read && further.includes('categories') ? { categories: read.categories } : {};
  return { ...edit, further: { ...others, ...meant } };
}

function complaintAbout(
  found: readonly string[],
  sections: ReadonlyMap<string, string>,
): string | undefined {
  if (found.length === 0) return 'Nothing was left of the file, so nothing was changed';
  for (const [section, heading] of sections) {
    const times = found.filter((one) => one === section).length;
    if (times !== 1)
      return `The line "${heading}" is ${times === 0 ? 'missing' : 'there twice'}, so nothing was changed`;
  }
  return undefined;
}

/** The section whose heading the line begins with: of `# Title in German`, the longer one. */
function sectionOf(written: string, sections: ReadonlyMap<string, string>): string | undefined {
  return [...sections]
    .filter(([, heading]) => written.startsWith(heading))
    .toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];
}
