/**
 * What the stock agencies take, as data with dates and sources. Agencies change their rules without a word; `asOf` is
 * when the source was last read, not when it was written.
 */

/** How an agency wants place and date of editorial photos. */
export type EditorialRule =
  /** Place and date in front of the title, as our dateline has them. */
  | 'dateline'
  /** No fixed form. */
  | 'free'
  /** Only pictures without recognisable people or events, and without place and date in the title. */
  | 'illustrative'
  | 'none';

export type Agency = {
  readonly id: string;
  readonly name: string;
  readonly asOf: string;
  readonly sources: readonly string[];
  /** True where the agency itself publishes the limits; else others report them. */
  readonly official: boolean;
  /** Characters of the title or description that buyers see. */
  readonly title: number;
  /** Fewest characters, where there is a floor. */
  readonly titleAtLeast?: number;
  readonly keywords: readonly [least: number, most: number];
  readonly editorial: EditorialRule;
  /** Signs that the title must not have; the expression finds every one. */
  readonly refusedSigns?: { readonly every: RegExp; readonly called: string };
  /** Only letters without accents in titles. */
  readonly plainLetters?: boolean;
  /** Bytes or characters of one keyword, where smaller than IPTC's. */
  readonly keywordCharacters?: number;
  /** What our checks cannot see, a sentence. */
  readonly note?: string;
};

const checkedOn = '2026-11-23';

export const agencies: readonly Agency[] = [
  {
    id: 'adobe',
    name: 'Adobe Stock',
    asOf: checkedOn,
    official: true,
    sources: [
      'https://helpx.adobe.com/stock/contributor/manage-your-portfolio/csv-requirements-content.html',
      'https://helpx.adobe.com/lt/stock/contributor/help/illustrative-editorial-content.html',
      'https://helpx.adobe.com/tw/stock/contributor/noeditorialcaption.html',
    ],
    title: 70,
    keywords: [1, 49],
    editorial: 'illustrative',
    refusedSigns: { every: /,/gu, called: 'a comma' },
    note: 'Keywords count by their order: the first ten weigh most.',
  },
  {
    id: 'shutterstock',
    name: 'Shutterstock',
    asOf: checkedOn,
    official: true,
    sources: [
      'https://www.shutterstock.com/contributorsupport/articles/kbat02/000006547',
      'https://www.shutterstock.com/contributorsupport/articles/kbat02/000011450',
      'https://www.shutterstock.com/blog/how-to-perfect-photo-captioning',
    ],
    title: 200,
    keywords: [7, 50],
    editorial: 'dateline',
    plainLetters: true,
    note: 'Needs at least one category, which is chosen there.',
  },
  {
    id: 'istock',
    name: 'iStock / Getty Images',
    asOf: checkedOn,
    official: false,
    sources: [
      'http://www.istockphoto.com/forum_messages.php?threadid=352137&page=1',
      'https://www.deepmeta.com/3/userguide/import-files',
    ],
    title: 250,
    keywords: [1, 50],
    editorial: 'dateline',
    note: 'Keywords are mapped to its own vocabulary, and a caption cannot be changed after upload.',
  },
  {
    id: 'alamy',
    name: 'Alamy',
    asOf: checkedOn,
    official: false,
    sources: ['https://www.alamy.com/blog/importance-of-accuracy-in-captions'],
    title: 150,
    keywords: [5, 50],
    editorial: 'free',
  },
  {
    id: 'dreamstime',
    name: 'Dreamstime',
    asOf: checkedOn,
    official: false,
    sources: ['https://keywordpic.com'],
    title: 250,
    titleAtLeast: 5,
    keywords: [7, 50],
    editorial: 'free',
  },
  {
    id: '123rf',
    name: '123RF',
    asOf: checkedOn,
    official: false,
    sources: ['https://blog.123rf.com', 'https://www.123rf.com/guidebook/c04s01'],
    title: 180,
    keywords: [7, 50],
    editorial: 'free',
    note: 'Place and date belong into the description there, never into keywords.',
  },
  {
    id: 'pond5',
    name: 'Pond5',
    asOf: checkedOn,
    official: true,
    sources: ['https://contributor.pond5.com/getting-started/preparing-your-files'],
    title: 80,
    keywords: [5, 50],
    editorial: 'free',
    note: 'Wants 10 to 20 keywords; editorial photos need a note to the curator.',
  },
  {
    id: 'depositphotos',
    name: 'Depositphotos',
    asOf: checkedOn,
    official: false,
    sources: ['https://help.depositphotos.com'],
    title: 200,
    keywords: [8, 50],
    editorial: 'free',
  },
  {
    id: 'envato',
    name: 'Envato',
    asOf: checkedOn,
    official: true,
    sources: ['https://help.author.envato.com/hc/en-us/articles/360000471443'],
    title: 100,
    keywords: [1, 50],
    editorial: 'none',
    keywordCharacters: 100,
  },
];
