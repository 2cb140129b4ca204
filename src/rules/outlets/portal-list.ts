/**
 * The list that a portal gives back: which photos it took, and which it refused and why. No two write it alike and none
 * describes it, so that columns are found by what they are called, and verdicts by what they say.
 */
import { parse } from 'csv-parse/sync';
import { listed } from '../../amounts.ts';
import { oneLine } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';

/** waiting: not decided yet, or in words that we do not know. */
export type Verdict = 'accepted' | 'refused' | 'waiting';

export type PortalRow = {
  /** Of the file, as the portal has it. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Why it was refused; '' where nothing is said. */
  readonly reason: string;
};

/** The names of columns, folded and without anything but letters; the likeliest first. */
const columns = {
  name: [
    ...['originalfilename', 'originalname', 'uploadedfilename', 'oldfilename', 'filename'],
    ...['file', 'image', 'imagename', 'asset', 'assetname', 'media', 'medianame', 'name'],
  ],
  verdict: [
    ...['reviewstatus', 'approvalstatus', 'moderationstatus', 'submissionstatus', 'status'],
    ...['state', 'review', 'result', 'decision', 'verdict', 'approved', 'accepted'],
  ],
  reason: [
    ...['rejectionreason', 'rejectionreasons', 'refusalreason', 'reason', 'reasons'],
    ...['reviewercomment', 'reviewercomments', 'curatornote', 'curatornotes', 'rejectednote'],
    ...['comment', 'comments', 'note', 'notes', 'message', 'feedback', 'details'],
  ],
} as const;

/** What verdicts say, in this order: `not accepted` has an acceptance in it, and `not reviewed yet` a refusal. */
const verdicts: readonly (readonly [Verdict, RegExp])[] = [
  // What comes behind it, as in `approved - not exclusive`, takes nothing back.
  ['accepted', /^(?:accepted|approved)\b/],
  [
    'waiting',
    /\b(?:not (?:yet )?(?:reviewed|submitted|decided)|no (?:decision|longer)|pending|waiting|awaiting|processing|queued?|draft|to be|under review|in review)\b/,
  ],
  [
    'refused',
    /\b(?:not|unapproved|reject(?:ed)?|refused?|declined?|denied|failed)\b|^(?:no|false)$/,
  ],
  [
    'accepted',
    /\b(?:accept(?:ed)?|approved?|published|online|live|active|for sale|on sale|sold|passed)\b|^(?:yes|true)$/,
  ],
];

/** Characters of a cell that are kept. */
const longestCell = 500;

/**
 * The rows of a list, each with a file's name; or a sentence about what it lacks.
 * @param text of CSV, with commas, semicolons or tabs, and with names of columns in its first line
 */
export function readPortalList(
  text: string,
): { readonly rows: readonly PortalRow[] } | { readonly complaint: string } {
  const cells = cellsOf(text);
  if (cells === undefined) return { complaint: 'It is not CSV.' };
  const [head = [], ...rows] = cells;
  const names = head.map((name) => fold(name).replace(/[^a-z]+/g, ''));
  const at = (kind: keyof typeof columns) => {
    const known = columns[kind].find((name) => names.includes(name));
    return known === undefined ? -1 : names.indexOf(known);
  };
  const [name, verdict, reason] = [at('name'), at('verdict'), at('reason')];
  const isYesOrNo = /^(?:approved|accepted)$/.test(names[verdict] ?? '');
  const missing = [
    ...(name === -1 ? ['the names of files'] : []),
    ...(verdict === -1 && reason === -1 ? ['what became of them'] : []),
  ];
  if (missing.length > 0) {
    const has = head.map((one) => JSON.stringify(oneLine(one).slice(0, 40))).slice(0, 20);
    return { complaint: `No column has ${listed(missing)}; its first line has ${listed(has)}.` };
  }
  const cell = (row: readonly string[], index: number) =>
    oneLine(row[index] ?? '').slice(0, longestCell);
  return {
    rows: rows
      .map((row) => ({
        name: cell(row, name).replace(/^.*[\\/]/, ''),
        verdict: verdictIn(cell(row, verdict), cell(row, reason), isYesOrNo),
        reason: cell(row, reason),
      }))
      .filter((row) => row.name !== ''),
  };
}

/** @param isYesOrNo the column asks whether it was accepted; elsewhere a bare number says nothing */
function verdictIn(says: string, reason: string, isYesOrNo: boolean): Verdict {
  const words = fold(says).replace(/[_-]+/g, ' ');
  // Lists of refusals alone have no more than a reason.
  if (words === '') return reason === '' ? 'waiting' : 'refused';
  if (isYesOrNo && /^[yn01]$/.test(words)) return /[y1]/.test(words) ? 'accepted' : 'refused';
  return verdicts.find(([, pattern]) => pattern.test(words))?.[0] ?? 'waiting';
}

function cellsOf(text: string): readonly (readonly string[])[] | undefined {
  // The first line may tell Excel the separator alone.
  const table = text.replace(/^\ufeff?"?sep=[^\r\n]"?[\r\n]+/i, '');
  const [first = ''] = table.replace(/^[\s\ufeff]+/, '').split(/[\r\n]/, 1);
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  );
  try {
    return parse(table, {
      ...{ bom: true, delimiter, relax_column_count: true, relax_quotes: true },
      ...{ skip_empty_lines: true, trim: true },
    });
  } catch {
    return undefined;
  }
}
