/**
 * A photo's text as a plain file for the user's editor, and back. Headings begin with `#`; what a person leaves out stays
 * as it was.
 */
import { typedKeywords } from '../../../pipeline/review/keywords.ts';
import type { ReviewPhoto, TextChange } from '../../model/review-photo.ts';

const headings = { title: '# Title', shortTitle: '# Short title', keywords: '# Keywords' } as const;
type Section = keyof typeof headings;

/** The file for a photo. */
export function textForEditor(photo: ReviewPhoto): string {
  const { text, dateline } = photo;
  const titleNote = dateline === '' ? '' : ` (after "${dateline.trim()}", which stays in front)`;
  return [
    `${headings.title}${titleNote}, at most ${photo.titleLimit} characters with all`,
    text.description,
    '',
    `${headings.shortTitle}, at most ${photo.shortTitleLimit} bytes`,
    text.shortTitle,
    '',
    `${headings.keywords}, one on a line, the most important first`,
    ...text.keywords,
    '',
  ].join('\n');
}

/** What a person made of it. A section whose heading is gone is not changed; an empty one becomes empty. */
export function textFromEditor(file: string): TextChange {
  const sections = new Map<Section, string[]>();
  let current: string[] | undefined;
  for (const written of file.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    if (written.startsWith('# ')) {
      const found = sectionOf(written);
      if (found !== undefined) {
        current = [];
        sections.set(found, current);
      }
      continue;
    }
    current?.push(written);
  }
  const words = (section: Section) => sections.get(section)?.join(' ').replace(/\s+/g, ' ').trim();
  const description = words('title');
  const shortTitle = words('shortTitle');
  const keywords = sections.get('keywords')?.flatMap(typedKeywords);
  return {
    ...(description === undefined ? {} : { description }),
    ...(shortTitle === undefined ? {} : { shortTitle }),
    ...(keywords === undefined ? {} : { keywords }),
  };
}

function sectionOf(heading: string): Section | undefined {
  if (heading.startsWith(headings.shortTitle)) return 'shortTitle';
  if (heading.startsWith(headings.title)) return 'title';
  return heading.startsWith(headings.keywords) ? 'keywords' : undefined;
}
