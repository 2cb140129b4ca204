/** Accepting, rejecting and resetting photos, or only their titles or keywords. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Columns, type Plan, runPlan, type StepDone } from '../../catalog/changes.ts';
import { getReviewRow, type ReviewRow, verdictOf } from '../../catalog/reviews.ts';
import type { Verdict } from '../../photo.ts';
import { counted, photosInWords } from './said.ts';

/** What a decision is about: the whole photo, or a part of its text. */
export type Part = 'all' | 'title' | 'keywords';

const verbs: Readonly<Record<Verdict, string>> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  open: 'Reset',
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
  const against = { photos: 0, problems: 0 };
  return {
    action: actions[verdict],
    *work(step) {
      for (const photoId of photoIds) {
        const row = getReviewRow(catalog, photoId);
        if (row !== undefined) {
          const isChanged = step.set('review', photoId, row, decided(row, verdict, part));
          if (isChanged && row.problems > 0) {
            against.photos++;
            against.problems += row.problems;
          }
        }
        yield;
      }
    },
    said: (step) => {
      const done = `${verbs[verdict]} ${parts[part]}${photosInWords(catalog, step.photoIds)}`;
      return verdict === 'accepted' ? `${done}${inSpite(against, step.photoIds.size)}` : done;
    },
    nothing: () => undecided(catalog, photoIds, verdict, part),
  };
}

/** What was accepted although checks speak against it, as of their last count: `, with 2 problems`. */
function inSpite(against: { photos: number; problems: number }, accepted: number): string {
  if (against.photos === 0) return '';
  if (accepted === 1) return `, with ${counted(against.problems, 'problem')}`;
  return `, ${against.photos.toLocaleString('en')} of them with problems`;
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
