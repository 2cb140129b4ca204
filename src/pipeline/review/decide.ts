/** Accepting, rejecting and resetting photos, or only their titles or keywords. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Columns, type Plan, runPlan, type StepDone } from '../../catalog/changes.ts';
import { getReviewRow, type ReviewRow, verdictOf } from '../../catalog/reviews.ts';
import type { Verdict } from '../../photo.ts';
import { faultsInWords, photosInWords } from './said.ts';

/** What a decision is about: the whole photo, or a part of its text. */
export type Part = 'all' | 'title' | 'keywords';

/** What was decided about whom; that text which was edited is still there is said, because nothing shows it for many. */
const sentences: Readonly<Record<Verdict, (who: string, photos: number) => string>> = {
  accepted: (who) => `Accepted ${who}`,
  rejected: (who) => `Rejected ${who}`,
  open: (who, photos) =>
    photos === 1
      ? `${who} is undecided again; its text stays`
      : `${who} are undecided again; their texts stay`,
};
const parts: Readonly<Record<Part, string>> = {
  all: '',
  title: 'the title of ',
  keywords: 'the keywords of ',
};

/**
 * Decides about photos. A photo whose text is missing is not accepted; one with a title only, or with keywords only, is
 * accepted as far as it goes. Photos that an accepted title leaves with open keywords stay open, and the reverse.
 */
export function decide(
  catalog: Catalog,
  photoIds: readonly number[],
  verdict: Verdict,
  part: Part = 'all',
): StepDone {
  return runPlan(catalog, decision(catalog, photoIds, verdict, part));
}

const actions: Readonly<Record<Verdict, string>> = {
  accepted: 'accept',
  rejected: 'reject',
  open: 'reset',
};

/** The same as a plan, for very many photos. */
export function decision(
  catalog: Catalog,
  photoIds: readonly number[],
  verdict: Verdict,
  part: Part = 'all',
): Plan {
  const problems = { photos: 0, all: 0 };
  const names = { photos: 0, all: 0 };
  let embedded = 0;
  const changed = new Set<number>();
  return {
    action: actions[verdict],
    *work(step) {
      for (const photoId of photoIds) {
        const row = getReviewRow(catalog, photoId);
        if (row !== undefined) {
          const isChanged = step.set('review', photoId, row, decided(row, verdict, part));
          if (isChanged) {
            changed.add(photoId);
            tally(problems, row.problems);
            tally(names, row.open_names);
            if (row.embedded_version !== null) embedded++;
          }
        }
        yield;
      }
    },
    said: () => {
      const { size } = changed;
      if (size === 0) return undecided(catalog, photoIds, verdict, part);
      const who = `${parts[part]}${photosInWords(catalog, changed)}`;
      const done = sentences[verdict](who, size);
      if (verdict === 'accepted') return `${done}${inSpite({ problems, names }, size)}`;
      return verdict === 'rejected' ? `${done}${inFiles(embedded, size)}` : done;
    },
    nothing: () => undecided(catalog, photoIds, verdict, part),
  };
}

/** Accepts one photo and rejects the others, as one step; nothing, where it has no text to accept. */
export function choice(catalog: Catalog, chosen: number, others: readonly number[]): Plan {
  const accepting = decision(catalog, [chosen], 'accepted');
  const rejecting = decision(catalog, others, 'rejected');
  return {
    action: 'choose',
    *work(step) {
      if (lacksText(catalog, chosen, 'all')) return;
      yield* accepting.work(step);
      yield* rejecting.work(step);
    },
    said: (step) => `${accepting.said(step)}; ${smallFirst(rejecting.said(step))}`,
    nothing: accepting.nothing,
  };
}

/** The others are told behind the chosen one: by their number, or as a name that keeps its letters. */
const smallFirst = (said: string) => said.replace(/^Rejected/, 'rejected');

/** How many photos have something, and how often all of them together. */
type Tally = { photos: number; all: number };

function tally(of: Tally, times: number): void {
  if (times > 0) of.photos++;
  of.all += times;
}

/** That rejecting takes nothing out of the photos themselves. */
function inFiles(embedded: number, rejected: number): string {
  if (embedded === 0) return '';
  const where = rejected === 1 ? 'it' : `${embedded.toLocaleString('en')} of them`;
  return `; what was embedded stays in ${where} until that is undone`;
}

/**
 * What was accepted along, as of the last count of the checks: `, with 2 problems and 1 name nobody gave`, or of several
 * photos `, 3 of them with problems and 1 with names nobody gave`.
 */
function inSpite(
  { problems, names }: { readonly problems: Tally; readonly names: Tally },
  accepted: number,
): string {
  if (accepted === 1) {
    const faults = faultsInWords(problems.all, names.all);
    return faults === '' ? '' : `, with ${faults}`;
  }
  const parts = [
    { photos: problems.photos, which: 'with problems' },
    { photos: names.photos, which: 'with names nobody gave' },
  ]
    .filter(({ photos }) => photos > 0)
    .map(({ photos, which }, index) => {
      const of = index === 0 ? ' of them' : '';
      return `${photos.toLocaleString('en')}${of} ${which}`;
    });
  return parts.length === 0 ? '' : `, ${parts.join(' and ')}`;
}

/** The verdicts after a decision. */
export function decided(row: ReviewRow, verdict: Verdict, part: Part): Columns {
  const concerned = (of: 'title' | 'keywords', isEmpty: boolean) =>
    (part === 'all' || part === of) && !(verdict === 'accepted' && isEmpty);
  const title = concerned('title', row.description === '') ? verdict : row.title_verdict;
  const keywords = concerned('keywords', row.keywords === '[]') ? verdict : row.keywords_verdict;
  if (verdict === 'accepted' && part === 'all') return wholeAcceptance(row, title, keywords);
  return columnsOf(title as Verdict, keywords as Verdict);
}

/** Accepting all of a photo settles it: a part without text counts as rejected, unless there is no text at all. */
function wholeAcceptance(row: ReviewRow, title: string, keywords: string): Columns {
  if (row.description === '' && row.keywords === '[]') return {};
  return columnsOf(
    row.description === '' ? 'rejected' : (title as Verdict),
    row.keywords === '[]' ? 'rejected' : (keywords as Verdict),
  );
}

function columnsOf(title: Verdict, keywords: Verdict): Columns {
  return {
    verdict: verdictOf(title, keywords),
    title_verdict: title,
    keywords_verdict: keywords,
  };
}

function undecided(
  catalog: Catalog,
  photoIds: readonly number[],
  verdict: Verdict,
  part: Part,
): string {
  const who = photosInWords(catalog, photoIds);
  const has = photoIds.length === 1 ? 'has' : 'have';
  if (verdict === 'accepted' && photoIds.some((id) => lacksText(catalog, id, part)))
    return `${who} ${has} ${part === 'all' ? 'no text' : `no ${part}`} to accept`;
  return `${who} ${photoIds.length === 1 ? 'was' : 'were'} ${verdict} already`;
}

function lacksText(catalog: Catalog, photoId: number, part: Part): boolean {
  const row = getReviewRow(catalog, photoId);
  if (row === undefined) return true;
  return (
    (part === 'keywords' || row.description === '') && (part === 'title' || row.keywords === '[]')
  );
}
