/** Changing many photos at once: what to do, what would change, then one step that one undo takes back. */

import type { Place } from '../../../photo.ts';
import { typedKeywords } from '../../../pipeline/review/keywords.ts';
import type { BulkChange, BulkPreview } from '../../model/review.ts';
import { type Line, line, type Span } from '../../text/line.ts';
import { truncate } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { count, counted } from '../../widgets/amounts.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const manyCommands = reviewCommands('Many at once', 'review', {
  'many.menu': {
    keys: ['b'],
    title: 'Change the selected photos: keywords, words, usage, place, copies',
    hint: 'change many',
    run: manyMenu,
  },
});

export function manyMenu(review: Review): void {
  const current = review.currentId;
  const { selection } = review.now;
  const from = (kind: 'copyTitle' | 'copyKeywords') => () => {
    if (current !== undefined) offer(review, { kind, from: current });
  };
  const alone = selection.size === 0 ? 'select some photos first' : undefined;
  review.desk.menu({
    title: `Change ${review.targetWords()}`,
    items: [
      { key: 'a', label: 'add a keyword', run: () => askForKeyword(review, 'addKeyword') },
      { key: 'd', label: 'remove a keyword', run: () => askForKeyword(review, 'removeKeyword') },
      {
        key: 'r',
        label: 'replace a keyword',
        run: () => askForReplacement(review, 'replaceKeyword'),
      },
      {
        key: 'w',
        label: 'replace words in titles',
        run: () => askForReplacement(review, 'replaceInTitle'),
      },
      {
        key: 't',
        label: 'copy the title of the photo under the cursor',
        refused: alone,
        run: from('copyTitle'),
      },
      { key: 'k', label: 'copy its keywords', refused: alone, run: from('copyKeywords') },
      {
        key: 'e',
        label: 'make editorial',
        run: () => offer(review, { kind: 'usage', usage: 'editorial' }),
      },
      {
        key: 'c',
        label: 'make commercial',
        run: () => offer(review, { kind: 'usage', usage: 'commercial' }),
      },
      { key: 'p', label: 'set the place', run: () => askForPlace(review) },
    ],
  });
}

function askForKeyword(review: Review, kind: 'addKeyword' | 'removeKeyword'): void {
  review.desk.prompt({
    title: kind === 'addKeyword' ? 'Add to all' : 'Remove from all',
    label: 'Keyword',
    enter: 'show what would change',
    complete: (typed) => (typed.trim() === '' ? [] : review.model.complete(typed.trim(), 5)),
    submit: (text) => {
      const [keyword] = typedKeywords(text);
      if (keyword === undefined) return true;
      offer(
        review,
        kind === 'addKeyword' ? { kind, keyword, position: 'last' } : { kind, keyword },
      );
      return true;
    },
  });
}

function askForReplacement(review: Review, kind: 'replaceKeyword' | 'replaceInTitle'): void {
  const isKeyword = kind === 'replaceKeyword';
  review.desk.prompt({
    title: isKeyword ? 'Replace a keyword' : 'Replace words in titles',
    label: isKeyword ? 'The keyword' : 'The words',
    enter: 'go on',
    ...(isKeyword ? { complete: (typed: string) => review.model.complete(typed.trim(), 5) } : {}),
    submit: (old) => {
      const words = old.trim();
      if (words !== '') askForNew(review, kind, words);
      return true;
    },
  });
}

function askForNew(review: Review, kind: 'replaceKeyword' | 'replaceInTitle', words: string): void {
  review.desk.prompt({
    title: `Replace "${words}"`,
    label: 'By',
    text: words,
    enter: 'show what would change',
    submit: (by) => {
      offer(
        review,
        kind === 'replaceKeyword'
          ? { kind, keyword: words, by: by.trim() }
          : { kind, words, by: by.trim() },
      );
      return true;
    },
  });
}

function askForPlace(review: Review): void {
  const place = review.now.photo?.photo.place;
  review.desk.prompt({
    title: `Set the place of ${review.targetWords()}`,
    label: 'City, country',
    text: place === undefined ? '' : `${place.city}, ${place.country}`,
    enter: 'show what would change',
    submit: (text) => {
      const read = placeFrom(text);
      if (read === undefined) {
        review.desk.say('Write the city, a comma, and the country.', 'warn');
        return false;
      }
      offer(review, { kind: 'place', place: read });
      return true;
    },
  });
}

/** `Istanbul, Turkey`; what stands in between is the region. */
export function placeFrom(text: string): Place | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const city = parts[0];
  const country = parts.at(-1);
  if (city === undefined || country === undefined || parts.length < 2) return undefined;
  const region = parts.slice(1, -1).join(', ');
  return { city, country, ...(region === '' ? {} : { region }) };
}

/** Shows what a change would do and does it on Enter; undo takes it back in one step. */
function offer(review: Review, change: BulkChange): void {
  const ids = review.targets();
  const preview = review.model.bulkPreview(ids, change);
  if (preview.changed === 0) {
    review.desk.say(`Nothing would change in ${counted(preview.of, 'photo')}.`, 'warn');
    return;
  }
  review.desk.menu({
    title: `${count(preview.changed)} of ${counted(preview.of, 'photo')} would change`,
    body: (width, theme) => previewLines(preview, width, theme),
    items: [
      {
        key: 'y',
        label: `change ${counted(preview.changed, 'photo')}`,
        note: 'z takes it back',
        run: () =>
          review.perform(
            (report) => review.model.bulk(ids, change, report),
            ids.length,
            (done) => {
              review.state.merge({ selection: new Set(), anchor: undefined });
              review.done(done);
            },
          ),
      },
      { key: 'n', label: 'change nothing', run: () => undefined },
    ],
  });
}

function previewLines(preview: BulkPreview, width: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  const examples = preview.examples.flatMap(({ name, before, after }): Line[] => [
    line([truncate(name, width, glyphs.cut), 'quiet']),
    sideLine('-', before, 'removed', width),
    sideLine('+', after, 'added', width),
  ]);
  const warnings = preview.warnings.map((warning) =>
    line([`${glyphs.problem} `, 'warn'], [warning]),
  );
  return [...examples, ...warnings];
}

function sideLine(sign: '+' | '-', text: string, role: 'added' | 'removed', width: number): Line {
  const spans: Span[] = [[`  ${sign} `, role], [truncate(text, width - 4)]];
  return { spans };
}
