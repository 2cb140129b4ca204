/**
 * A photo's text as a plain file for the user's editor, and back. Every part stands under a heading that begins with `#`;
 * other lines that begin so are passed over.
 */
import { count } from '../../amounts.ts';
import type { TextEdit } from '../../pipeline/review/edit.ts';
import { typedKeywords } from '../../pipeline/review/keywords.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { longestTyped, mostTyped, typedLimit } from '../../rules/foreign-text.ts';

const headings = {
  title: '# Title',
  shortTitle: '# Short title',
  caption: '# Caption',
  keywords: '# Keywords',
} as const;
type Section = keyof typeof headings;

/** The file for a photo. */
export function textForEditor(photo: ReviewPhoto): string {
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
  ].join('\n');
}

/** What a person made of it; when a heading is gone it is not clear what belongs where, and nothing is changed. */
export function textFromEditor(file: string): TextEdit | { readonly failed: string } {
  const found: { readonly section: Section; readonly lines: string[] }[] = [];
  for (const written of file.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (!written.startsWith('# ')) found.at(-1)?.lines.push(written);
    else {
      const section = sectionOf(written);
      if (section !== undefined) found.push({ section, lines: [] });
    }
  }
  const failed = complaintAbout(found.map(({ section }) => section));
  if (failed !== undefined) return { failed };
  const linesOf = (section: Section) => found.find((one) => one.section === section)?.lines ?? [];
  const words = (section: Section) => linesOf(section).join(' ').replace(/\s+/g, ' ').trim();
  const keywords = linesOf('keywords').flatMap(typedKeywords);
  const edit = {
    description: words('title'),
    shortTitle: words('shortTitle'),
    caption: words('caption'),
    keywords,
  };
  const isLong = [edit.description, edit.shortTitle, edit.caption, ...keywords].some(
    ({ length }) => length > longestTyped,
  );
  if (isLong) return { failed: `A text takes ${typedLimit}, so nothing was changed` };
  if (keywords.length > mostTyped)
    return { failed: `A photo takes at most ${count(mostTyped)} keywords, so nothing was changed` };
  return edit;
}

function complaintAbout(found: readonly Section[]): string | undefined {
  if (found.length === 0) return 'Nothing was left of the file, so nothing was changed';
  for (const section of Object.keys(headings) as Section[]) {
    const times = found.filter((one) => one === section).length;
    if (times !== 1)
      return `The line "${headings[section]}" is ${times === 0 ? 'missing' : 'there twice'}, so nothing was changed`;
  }
  return undefined;
}

function sectionOf(heading: string): Section | undefined {
  return (Object.keys(headings) as Section[]).find((section) =>
    heading.startsWith(headings[section]),
  );
}
