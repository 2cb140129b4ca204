/** One photo with everything the review shows of it: its text, what the checks say, what else it could say. */

import { listed } from '../../amounts.ts';
import { answeredWith } from '../../catalog/copies.ts';
import { type CorrectionRow, correctionOf } from '../../catalog/corrections.ts';
import { burstWith } from '../../catalog/groups.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { hintOf, latestRequest } from '../../catalog/requests.ts';
import type { Review } from '../../catalog/reviews.ts';
import { offeredBy, suggestionsOf } from '../../catalog/suggestions.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { Decision, Photo, PhotoText, Suggestion, Usage } from '../../photo.ts';
import type { Further } from '../../rules/answers/further.ts';
import type { Check } from '../../rules/checks/check.ts';
import { isDoubt, needsConfirmation } from '../../rules/checks.ts';
import { outletCategories } from '../../rules/outlets/outlet-categories.ts';
import { shortTitleByteLimit, titleLimit } from '../../rules/texts/limits.ts';
import { splitTitle, titleOf } from '../../rules/texts/title.ts';
import type { Archive } from '../archive/archive.ts';
import { knownInUse } from '../archive/outlets-in-use.ts';
import type { Checker } from '../review/checker.ts';
import type { PhotoDoc } from '../review/doc.ts';
import { type ExistingInList, existingInList, openDoc } from '../review/existing.ts';
import { checksOfDoc } from '../review/photo-checks.ts';
import { takenInWords } from '../review/typed-date.ts';
import {
  hasNewerAnswer,
  removedIn,
  type Sources,
  type Version,
  versionsIn,
} from '../review/versions.ts';
import { type FileText, textInFile } from '../sidecars/in-file.ts';
import { type ShownSidecar, shownSidecar } from '../sidecars/in-view.ts';
import { recall } from '../sidecars/sidecar-row.ts';
import { haveNotesChanged } from './notes-changed.ts';

/** A check as the screen shows it. */
export type ShownCheck = Omit<Check, 'severity' | 'fix'> & {
  /** problem: agencies refuse it. doubt: a person must decide. note: worth knowing. */
  readonly weight: 'problem' | 'doubt' | 'note';
  /** What the key for keeping keeps: the word, or what else; absent where that makes no sense. */
  readonly keeps?: string;
  /** What the fix key would do, a few words; absent when there is no mechanical fix. */
  readonly fix?: string;
  /** The fix changes what the text says; it is not among those that are done all at once. */
  readonly decides?: true;
};

export type ReviewPhoto = {
  readonly photo: Photo;
  /** Its file name, with as many folders as tell it from others (`photoName`). */
  readonly name: string;
  /** What the file says, in words, where a person set another date; '' for none. */
  readonly dateInFile?: string | undefined;
  readonly text: PhotoText;
  /** Only where a person wrote one; else the title serves as caption. */
  readonly caption?: string | undefined;
  /** Categories and what else was asked. */
  readonly further: Further;
  readonly existing: ExistingInList;
  /** What the photo itself says. */
  readonly file: FileText;
  /** `City, Country - Month Day Year: `, or empty for commercial photos. */
  readonly dateline: string;
  readonly usage: Usage;
  /** Where a title is cut, in characters of the whole title. */
  readonly titleLimit: number;
  /** Bytes of the short title. */
  readonly shortTitleLimit: number;
  /** How many keywords are asked for. */
  readonly keywordCount: number;
  readonly decision: Decision;
  /** What of it has been accepted by itself, while the decision is open. */
  readonly accepted: { readonly title: boolean; readonly keywords: boolean };
  readonly edited: { readonly title: boolean; readonly keywords: boolean };
  readonly checks: readonly ShownCheck[];
  /** What the model said, absent for photos without an answer. */
  readonly suggestion?: Suggestion | undefined;
  /** Absent where no other program has said anything in one. */
  readonly sidecar?: ShownSidecar | undefined;
  /** Keywords that could be brought back, and why they are not there, in a few words. */
  readonly removed: readonly { readonly keyword: string; readonly reason: string }[];
  readonly alternatives: readonly Version[];
  readonly burst?:
    | { readonly place: number; readonly size: number; readonly ids: readonly number[] }
    | undefined;
  /** Set while another answer is awaited from a batch. */
  readonly redo?: { readonly hint: string } | undefined;
};

/** The photo under the cursor; undefined when it is unknown. Each row is read once. */
export function reviewPhoto(
  archive: Archive,
  checker: Checker,
  sidecarProblem: string | undefined,
  photoId: number,
): ReviewPhoto | undefined {
  const { catalog, settings } = archive;
  const doc = openDoc(archive, photoId);
  if (doc === undefined) return undefined;
  const { photo, review } = doc;
  const answers = suggestionsOf(catalog, photoId);
  const correction = correctionOf(catalog, photoId);
  const remembered = recall(catalog, photoId);
  const sources: Sources = { doc, answers, sidecar: remembered?.content };
  const request = latestRequest(catalog, photoId);
  const asked = request?.redo === 1 && underWay.has(request.state) ? request : undefined;
  const burst = burstWith(catalog, photoId);
  const sidecar = shownSidecar(archive, doc, remembered, sidecarProblem);
  const { shortTitle, keywords, decision, titleDecision, keywordsDecision } = review;
  // A dateline that has become the photo's own, because its place or date was set since, is written only once.
  const description = splitTitle(review.description, photo);
  const answer = answers.find(({ id }) => id === review.suggestionId);
  const basis = answer ?? answers[0];
  const notes = checker.notesOf(photo.path);
  const checks = checksOfDoc(catalog, checker, doc, {
    answers,
    correction,
    sidecar: remembered,
  });
  return {
    photo,
    name: photoName(catalog, photo.path),
    dateInFile: dateInFile(correction),
    usage: photo.usage,
    dateline: datelineOf(photo, description),
    titleLimit,
    shortTitleLimit: shortTitleByteLimit,
    keywordCount: settings['keywords.count'],
    text: { description, shortTitle, keywords },
    caption: review.caption,
    further: review.further,
    existing: existingInList(settings, doc, offeredBy(answers, review.suggestionId)),
    file: textInFile(archive, doc),
    decision,
    accepted: { title: titleDecision === 'accepted', keywords: keywordsDecision === 'accepted' },
    edited: editedIn(review),
    checks: [
      ...(asked === undefined ? [] : [awaitedAnswer(hintOf(asked))]),
      ...(hasNewerAnswer(sources) ? [newerAnswer] : []),
      ...categoryWanted(archive, doc),
      ...(haveNotesChanged(archive, photo, answer, request, notes) ? [notesChanged] : []),
      ...copyNote(photo.copyOf === undefined ? undefined : answeredWith(catalog, photoId)),
      ...sidecarHolds(sidecar),
      ...checks.map(shownCheck),
    ],
    removed: removedIn(sources).map(({ keyword, rule }) => ({
      keyword,
      reason: reasons[rule] ?? `left out: ${rule.replaceAll('-', ' ')}`,
    })),
    alternatives: versionsIn(sources),
    sidecar,
    suggestion: basis?.suggestion,
    burst:
      burst.length < 2
        ? undefined
        : { place: burst.indexOf(photoId) + 1, size: burst.length, ids: burst },
    redo: asked === undefined ? undefined : { hint: hintOf(asked) },
  };
}

function dateInFile(correction: CorrectionRow | undefined): string | undefined {
  if (correction === undefined || correction.taken_on === null) return undefined;
  const { file_taken_on: takenOn, file_taken_at: takenAt } = correction;
  return takenInWords({ takenOn, takenAt });
}

function editedIn({ edited }: Review): ReviewPhoto['edited'] {
  return {
    title: edited.includes('description') || edited.includes('shortTitle'),
    keywords: edited.includes('keywords'),
  };
}

const underWay = new Set(['ready', 'released', 'asking']);

/** Not rules of the trade, but to be looked at in the same place. */
function awaitedAnswer(hint: string): ShownCheck {
  return {
    code: 'answer-awaited',
    field: 'title',
    weight: 'note',
    message: `The model is asked again with a batch${hint === '' ? '' : `: ${hint}`}.`,
  };
}

/** No agency's rule for every photo, but one of an outlet that this archive goes to. */
function categoryWanted(archive: Archive, { hasText, review }: PhotoDoc): ShownCheck[] {
  if (!hasText) return [];
  const lacking = knownInUse(archive).filter(
    ({ categories }) =>
      categories?.value.required === true &&
      outletCategories(categories.value, review.further).length === 0,
  );
  if (lacking.length === 0) return [];
  const names = listed(lacking.map(({ name }) => name));
  const message = `${names} ${lacking.length === 1 ? 'wants' : 'want'} a category, and it has none.`;
  return [{ code: 'category-missing', field: 'keywords', weight: 'note', message }];
}

function copyNote(leader: string | undefined): ShownCheck[] {
  if (leader === undefined) return [];
  const message = `This is the answer about ${leader}, which has the same picture.`;
  return [{ code: 'answer-of-copy', field: 'title', weight: 'note', message }];
}

const newerAnswer: ShownCheck = {
  code: 'newer-answer',
  field: 'title',
  weight: 'note',
  message: 'The model has answered again; your text was left as it is.',
};

const notesChanged: ShownCheck = {
  code: 'notes-changed',
  field: 'title',
  weight: 'note',
  message: 'The notes that it was asked with have changed since; asking again takes them in.',
};

/** That what another program wrote is embedded instead of the text that a person sees. */
function sidecarHolds(sidecar: ShownSidecar | undefined): ShownCheck[] {
  const { overruled = [] } = sidecar ?? {};
  if (overruled.length === 0) return [];
  const isOne = overruled.length === 1 && overruled[0] !== wordFor('keywords');
  return [
    {
      code: 'sidecar-holds',
      field: 'title',
      weight: 'note',
      message: `The sidecar's ${overruled.join(', ')} ${isOne ? 'is' : 'are'} embedded instead.`,
    },
  ];
}

const reasons: Readonly<Record<string, string>> = {
  person: 'taken out since the answer',
  file: 'it is in the file',
  sidecar: 'it is in the sidecar',
  spare: 'beyond the number wanted',
  duplicate: 'repeats another one',
  banned: 'one of your banned words',
  'too-long': 'too long',
  'web-address': 'an address',
  date: 'a date',
  number: 'only a number',
  'single-letter': 'only a letter',
  camera: 'says how it was taken',
  tidy: 'nothing left of it',
};

/** A dateline stands in front also while there is no description yet, so that a person sees what is left. */
function datelineOf({ usage, place, takenOn }: Photo, description: string): string {
  return titleOf({ usage, place, takenOn, description: description || 'x' }).dateline;
}

/** What is kept where it is not a word. */
function keepsWhole(code: string): Pick<ShownCheck, 'keeps'> {
  if (code === 'short-title-behind') return { keeps: 'the short title as it is' };
  return isContradiction({ code }) ? { keeps: 'the place as it is' } : {};
}

/** Another source speaks of another place; a person may keep the one in sight. */
export function isContradiction({ code }: Pick<Check, 'code'>): boolean {
  return code === 'place-contradiction';
}

/** A check as the screen shows it. */
export function shownCheck({ severity, fix, ...check }: Check): ShownCheck {
  const { code, word } = check;
  return {
    ...check,
    weight: severity === 'problem' ? 'problem' : isDoubt({ code, severity }) ? 'doubt' : 'note',
    ...(word === undefined ? {} : { keeps: word }),
    ...keepsWhole(code),
    ...(fix === undefined ? {} : { fix: fix.label }),
    ...(needsConfirmation(check) ? { decides: true } : {}),
  };
}
