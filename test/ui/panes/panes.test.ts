/** At every size of the terminal, all that the panes of the review hold is on the screen, or a mark says that it goes on. */

import { describe, expect, it } from 'vitest';
import type { ListRow } from '../../../src/pipeline/review/list.ts';
import type { ReviewPhoto, ShownCheck } from '../../../src/pipeline/session/photo.ts';
import { bodyOf } from '../../../src/ui/frame.ts';
import { hintLine } from '../../../src/ui/head-and-foot.ts';
import { captionLines } from '../../../src/ui/panes/caption.ts';
import { fieldsPane } from '../../../src/ui/panes/fields-pane.ts';
import { reviewLayout } from '../../../src/ui/panes/layout.ts';
import { columnsOf, photoLine } from '../../../src/ui/panes/list-pane.ts';
import { lineWidth, textOf } from '../../../src/ui/text/line.ts';
import { wrap } from '../../../src/ui/text/wrap.ts';
import { someOf } from '../../helpers/some-of.ts';

const keys = { of: (id: string) => id.slice(-1), all: (id: string) => id, say: (id: string) => id };
const allSizes = [60, 75, 80, 100, 120, 200, 300].flatMap((columns) =>
  [15, 22, 24, 40, 100].map((rows) => ({ columns, rows })),
);
const sizes = someOf(allSizes, ({ columns }) => columns, 2);
const looks = (['beside', 'large', 'off'] as const).flatMap((picture) =>
  (['photos', 'keywords'] as const).map((focus) => ({ picture, focus })),
);

const descriptions = {
  short: 'Ferries at dusk',
  usual:
    'Ferries cross the strait at dusk below the old tower while passengers watch from the rail',
  long: 'Fishermen, commuters and a few travellers stand along the rail of a crowded bridge above the water and '.repeat(
    3,
  ),
  'one word':
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3),
  wide: '渡し船が夕暮れの海峡を渡る 古い塔の下で '.repeat(6),
  mixed: 'مسجد في المساء with ferries at the quay 👩‍👩‍👧‍👦 and family 🇹🇷 flag',
};
const keywords = [
  'Istanbul',
  'ferry',
  'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  '夕暮れの海峡を渡る観光客たち',
  ...Array.from({ length: 46 }, (_, index) => `keyword number ${index}`),
];
const checks: readonly ShownCheck[] = [
  check(
    'title',
    'problem',
    'It contains an emoji; agencies reject them in titles and also elsewhere.',
    {
      fix: 'remove it',
    },
  ),
  check('title', 'doubt', '"Galata Tower" was neither given nor legible in the picture.', {
    word: 'Galata Tower',
    fix: 'drop "Galata Tower" from the keywords',
  }),
  check('shortTitle', 'note', 'There is no short title; several agencies use it.', {}),
  check('keywords', 'problem', '"ferri" is not in the dictionary of American English.', {
    word: 'ferri',
    fix: 'write "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"',
  }),
  check('usage', 'note', 'The model would make it commercial: no people can be recognised in it.', {
    fix: 'make it commercial',
  }),
];

function check(
  field: ShownCheck['field'],
  weight: ShownCheck['weight'],
  message: string,
  more: Partial<ShownCheck>,
): ShownCheck {
  return { code: 'test', field, weight, message, ...more };
}

function photoOf(description: string, some: readonly ShownCheck[] = []): ReviewPhoto {
  return {
    photo: {
      id: 1,
      path: 'Turkey/Istanbul/editorial/IMG_2041.jpg',
      place: { city: 'Istanbul', country: 'Turkey' },
      takenOn: '2019-05-14',
    },
    name: 'IMG_2041.jpg',
    further: {},
    text: { description, shortTitle: description.slice(0, 60), keywords },
    dateline: 'Istanbul, Turkey - May 14 2019: ',
    usage: 'editorial',
    titleLimit: 200,
    shortTitleLimit: 64,
    keywordCount: 50,
    existing: { marked: [], only: [], missing: [] },
    file: { says: { keywords: [] }, beside: [] },
    decision: 'accepted',
    accepted: { title: true, keywords: true },
    edited: { title: false, keywords: false },
    checks: some,
    removed: [],
    alternatives: [],
    burst: { place: 3, size: 4, ids: [1] },
  } as unknown as ReviewPhoto;
}

const squeezed = (text: string) => text.replace(/\s/g, '');

describe('the texts of a photo', () => {
  it.each(Object.entries(descriptions))(
    'are whole or marked, with a title that is %s',
    (_, title) => {
      for (const some of [[], checks])
        for (const size of sizes)
          for (const look of looks) expectAll(photoOf(title, some), size, look);
    },
  );
});

function expectAll(
  photo: ReviewPhoto,
  size: (typeof sizes)[number],
  { picture, focus }: (typeof looks)[number],
): void {
  const { fields } = reviewLayout(bodyOf(size), picture, focus);
  if (fields === undefined) throw new Error('There is always room for the texts.');
  const { width, height } = fields;
  const keywordIndex = focus === 'keywords' ? 0 : -1;
  const { lines } = fieldsPane(photo, { field: undefined, keywordIndex, width, height, keys });
  const rows = lines.map(textOf);
  const where = `${size.columns}x${size.rows}, ${picture}, ${focus}:\n${rows.join('\n')}`;
  expect(lines.length, where).toBeLessThanOrEqual(height);
  for (const row of lines) expect(lineWidth(row), where).toBeLessThanOrEqual(width + 1);
  const seen = squeezed(rows.join(''));
  if (rows.some((row) => row.startsWith('Title')))
    expect(isWholeOrMarked(photo.dateline + photo.text.description, rows), where).toBe(true);
  if (!rows.some((row) => row.startsWith('Keywords'))) {
    expectChecks(photo.checks, rows, where);
    return;
  }
  const cutChips = rows.flatMap((row) =>
    [...row.matchAll(/\d+ (\S.*?)…/g)].map(([, begin]) => begin),
  );
  const hidden = Number(/↓ (\d+) more/.exec(seen.length > 0 ? rows.join('\n') : '')?.[1] ?? 0);
  const missing = photo.text.keywords.filter(
    (keyword) =>
      !seen.includes(squeezed(keyword)) &&
      !isInPieces(keyword, seen) &&
      !cutChips.some((begin) => keyword.startsWith(begin ?? '-')),
  );
  expect(missing.length, where).toBeLessThanOrEqual(hidden);
  for (const { message } of photo.checks.filter(({ field }) => field === 'keywords'))
    expect(areWordsWholeOrMarked(message, rows), where).toBe(true);
}

/** Who decides without seeing the keywords sees what speaks against them: the first check, and how many more there are. */
/** A keyword that is too long for its column stands there in two or more rows. */
function isInPieces(keyword: string, seen: string): boolean {
  return Array.from({ length: 23 }, (_, index) => wrap(keyword, 8 + index)).some((pieces) =>
    pieces.every((piece) => seen.includes(squeezed(piece))),
  );
}

function expectChecks(checks: readonly ShownCheck[], rows: readonly string[], where: string): void {
  if (checks.length === 0) return;
  const shown = rows.filter((row) => /^[!?·] /.test(row)).length;
  const said = Number(/(?:\+| and )(\d+) more/.exec(rows.join('\n'))?.[1] ?? 0);
  expect(shown, where).toBeGreaterThan(0);
  expect(shown + said, where).toBe(checks.length);
}

/** All of a text stands in the rows, one after the other, or the row in which it ends says that it goes on. */
function isWholeOrMarked(text: string, rows: readonly string[]): boolean {
  if (squeezed(rows.join('')).includes(squeezed(text))) return true;
  return rows.some((row) => {
    const shown = squeezed(row);
    return shown.endsWith('…') && squeezed(text).includes(shown.slice(0, -1));
  });
}

function areWordsWholeOrMarked(message: string, rows: readonly string[]): boolean {
  const text = rows.join(' ');
  if (message.split(' ').every((word) => text.includes(word))) return true;
  return rows.some((row) => /^[!?·].*…/.test(row) || /^ {2}.*(?:…|and \d+ more)/.test(row));
}

describe('the list', () => {
  const row = (change: Partial<ListRow>): ListRow => ({
    id: 1,
    name: '2019-05-14_Istanbul_IMG_2041.jpg',
    description: descriptions.usual,
    decision: 'open',
    edited: false,
    problems: 0,
    doubts: 0,
    excluded: false,
    hasText: true,
    ...change,
  });
  const rows = [
    row({ problems: 3, doubts: 1, burst: { id: 1, place: 10, size: 12 } }),
    row({ description: descriptions.wide, problems: 12 }),
    row({ description: '' }),
  ];

  it('gives the blanks where no mark stands no colour, which a line under them would have, too', () => {
    const look = { isCurrent: true, isSelected: false };
    const drawn = photoLine(row({ problems: 3 }), look, columnsOf(rows, true), 60);
    const { spans } = drawn;
    expect(textOf(drawn)).toMatch(/3! +$/);
    expect(spans.at(-1)).toEqual([expect.stringMatching(/^ +$/)]);
  });

  it('tells photos apart by their titles, by the ends of names where there is room, and has straight columns', () => {
    for (const size of sizes) {
      const { list, listHasNames } = reviewLayout(bodyOf(size), 'beside', 'photos');
      const { width = 0 } = list ?? {};
      const columns = columnsOf(rows, listHasNames);
      const lines = rows.map((one) =>
        photoLine(one, { isCurrent: false, isSelected: false }, columns, width),
      );
      for (const one of lines) expect(lineWidth(one)).toBe(width);
      const [first = '', second = '', third = ''] = lines.map(textOf);
      expect(first).toMatch(/Ferries.* 3! 1\?$/);
      expect(second).toMatch(/12! {3}$/);
      expect(third).toContain('IMG_2041');
      expect(first.includes('IMG_2041')).toBe(listHasNames);
    }
  });
});

it('tells what is no JPEG, in the list by its name or before its title, and in the caption', () => {
  const [name, look] = ['IMG_2041.NEF', { isCurrent: false, isSelected: false }] as const;
  const [one] = [{ name, description: 'Ferries', decision: 'open', hasText: true } as const];
  const row: ListRow = { ...one, id: 1, edited: false, problems: 0, doubts: 0, excluded: false };
  const drawn = (hasNames: boolean) => textOf(photoLine(row, look, columnsOf([row], hasNames), 50));
  expect(drawn(true)).toMatch(/IMG_2041\.NEF {2}Ferries/);
  expect(drawn(false)).toMatch(/^ *· NEF Ferries/);
  const photo = photoOf('');
  const raw = { ...photo, name, photo: { ...photo.photo, path: name } };
  const [line] = captionLines(raw, { width: 90, rows: 1, named: true });
  expect(line && textOf(line)).toContain('editorial · NEF: sidecar alone');
});

describe('the caption', () => {
  it('leaves out whole facts, the least first', () => {
    const caption = (width: number) =>
      captionLines(photoOf(''), { width, rows: 1, named: true }).map(textOf).join('\n');
    expect(caption(90)).toBe(
      'IMG_2041.jpg · ✓ accepted · Istanbul, Turkey · 14 May 2019 · editorial · burst 3 of 4',
    );
    expect(caption(80)).toBe(
      'IMG_2041.jpg · ✓ accepted · Istanbul, Turkey · 14 May 2019 · editorial',
    );
    expect(caption(62)).toBe('IMG_2041.jpg · ✓ · Istanbul, Turkey · 14 May 2019 · editorial');
    expect(caption(55)).toBe('IMG_2041.jpg · ✓ · Istanbul · 14 May 2019 · editorial');
    expect(caption(40)).toBe('IMG_2041.jpg · ✓ · Istanbul · editorial');
    expect(caption(35)).toBe('IMG_2041.jpg · ✓ · Istanbul');
    expect(caption(12)).toBe('IMG_2041.jpg');
    expect(caption(8)).toBe('…041.jpg');
  });

  it('cuts a long name, of which the end tells most, before it leaves out place, date or usage', () => {
    const name = `${'2019-05-14 Bosphorus ferry '.repeat(4)}0423.jpg`;
    const caption = (photo: ReviewPhoto, width: number, rows = 1) =>
      captionLines(photo, { width, rows, named: true }).map(textOf);
    const named = { ...photoOf(''), name };
    expect(caption(named, 70)).toEqual([
      '…-14 Bosphorus ferry 0423.jpg · ✓ · Istanbul · 14 May 2019 · editorial',
    ]);
    expect(caption(named, 31, 2)).toEqual([
      '…ferry 0423.jpg · ✓ · editorial',
      'Istanbul, Turkey · 14 May 2019',
    ]);
    expect(caption({ ...named, name: `Lisbon/${name}` }, 70)).toEqual([
      'Lisbon/2019-05…ferry 0423.jpg · ✓ · Istanbul · 14 May 2019 · editorial',
    ]);
    expect(caption(named, 10)).toEqual(['… 0423.jpg']);
    const there = photoOf('');
    const city = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
    const place = { city, country: 'United Kingdom' };
    const far = { ...there, photo: { ...there.photo, place } };
    expect(caption(far, 70)).toEqual([
      'IMG_2041.jpg · ✓ · Llanfairpwllgwyngyllgoge… · 14 May 2019 · editorial',
    ]);
    expect(caption(far, 31, 2)).toEqual([
      'IMG_2041.jpg · ✓ · editorial',
      'Llanfairpwllgwyn… · 14 May 2019',
    ]);
  });

  it('has place and date on a row of their own where it is narrow', () => {
    const lines = captionLines(photoOf(''), { width: 31, rows: 2, named: true });
    expect(lines.map(textOf)).toEqual([
      'IMG_2041.jpg · ✓ · editorial',
      'Istanbul, Turkey · 14 May 2019',
    ]);
  });
});

it('shows keys with their words or not at all', () => {
  const hints = [
    ['p', 'accept'],
    ['F', 'write'],
    ['?', 'all keys'],
  ] as const;
  const texts = Array.from({ length: 30 }, (_, more) => textOf(hintLine(hints, 10 + more)));
  expect(new Set(texts)).toEqual(
    new Set(['? all keys', 'p accept   ? all keys', 'p accept   F write   ? all keys']),
  );
});
