/** One photo with everything the review shows of it, from the catalog. */

import { fileDateOf } from '../../catalog/corrections.ts';
import { burstWith } from '../../catalog/groups.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { latestRequest } from '../../catalog/requests.ts';
import { getReview, type Review } from '../../catalog/reviews.ts';
import { suggestionsOf } from '../../catalog/suggestions.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { Photo } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import type { Checker } from '../../pipeline/review/checker.ts';
import { checksOfPhoto } from '../../pipeline/review/checks.ts';
import { takenInWords } from '../../pipeline/review/typed-date.ts';
import { hasNewerAnswer, removedKeywords, versionsOf } from '../../pipeline/review/versions.ts';
import { needsDecision, type Check as StockCheck } from '../../rules/checks.ts';
import { shortTitleByteLimit, titleLimit } from '../../rules/limits.ts';
import { titleOf } from '../../rules/title.ts';
import type { Check, ReviewPhoto } from '../model/review-photo.ts';
import type { ShownSidecar } from '../model/sidecar.ts';
import { type SidecarProblems, shownSidecar } from './review-sidecar.ts';

/** The photo under the cursor; undefined when it is unknown. */
export function reviewPhoto(
  archive: Archive,
  checker: Checker,
  problems: SidecarProblems,
  photoId: number,
): ReviewPhoto | undefined {
  const { catalog, settings } = archive;
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined) return undefined;
  const review = getReview(catalog, photoId);
  const answers = suggestionsOf(catalog, photoId);
  const basis = answers.find(({ id }) => id === review?.suggestionId) ?? answers[0];
  const request = latestRequest(catalog, photoId);
  const asked = request?.redo === 1 && underWay.has(request.state) ? request : undefined;
  const burst = burstWith(catalog, photoId);
  const fileDate = fileDateOf(catalog, photoId);
  const sidecar = shownSidecar(archive, photo, review, problems);
  return {
    photo,
    ...(fileDate === undefined ? {} : { dateInFile: takenInWords(fileDate) }),
    usage: photo.usage,
    dateline: datelineOf(photo, review?.description ?? ''),
    titleLimit,
    shortTitleLimit: shortTitleByteLimit,
    keywordCount: settings['keywords.count'],
    ...decisionsOf(review),
    checks: [
      ...(asked === undefined ? [] : [awaitedAnswer(hintIn(asked.facts))]),
      ...(review !== undefined && hasNewerAnswer(catalog, review) ? [newerAnswer] : []),
      ...sidecarHolds(sidecar),
      ...checksOfPhoto(catalog, checker, photoId).map(shownCheck),
    ],
    removed: removedKeywords(catalog, photoId).map(({ keyword, rule }) => ({
      keyword,
      reason: reasons[rule] ?? `left out: ${rule.replaceAll('-', ' ')}`,
    })),
    alternatives: versionsOf(catalog, photoId),
    ...(sidecar === undefined ? {} : { sidecar }),
    ...(basis === undefined ? {} : { suggestion: basis.suggestion }),
    ...(burst.length < 2
      ? {}
      : { burst: { place: burst.indexOf(photoId) + 1, size: burst.length, ids: burst } }),
    ...(asked === undefined ? {} : { redo: { hint: hintIn(asked.facts) } }),
  };
}

const underWay = new Set(['ready', 'released', 'asking']);

/** Not rules of the trade, but to be looked at in the same place. */
function awaitedAnswer(hint: string): Check {
  return {
    code: 'answer-awaited',
    field: 'title',
    weight: 'note',
    message: `The model is asked again with a batch${hint === '' ? '' : `: ${hint}`}.`,
  };
}

const newerAnswer: Check = {
  code: 'newer-answer',
  field: 'title',
  weight: 'note',
  message: 'The model has answered again; your text was left as it is.',
};

/** That what another program wrote is embedded instead of the text that a person sees. */
function sidecarHolds(sidecar: ShownSidecar | undefined): Check[] {
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
function datelineOf(photo: Photo, description: string): string {
  const { usage, place, takenOn } = photo;
  return titleOf({ usage, place, takenOn, description: description || 'x' }).dateline;
}

function decisionsOf(
  review: Review | undefined,
): Pick<ReviewPhoto, 'text' | 'verdict' | 'accepted' | 'edited' | 'caption'> {
  if (review === undefined)
    return {
      text: { description: '', shortTitle: '', keywords: [] },
      verdict: 'open',
      accepted: { title: false, keywords: false },
      edited: { title: false, keywords: false },
    };
  const { description, shortTitle, keywords, edited } = review;
  return {
    text: { description, shortTitle, keywords },
    verdict: review.verdict,
    accepted: {
      title: review.titleVerdict === 'accepted',
      keywords: review.keywordsVerdict === 'accepted',
    },
    edited: {
      title: edited.includes('description') || edited.includes('shortTitle'),
      keywords: edited.includes('keywords'),
    },
    ...(review.caption === undefined ? {} : { caption: review.caption }),
  };
}

/** A check as the screen shows it. */
export function shownCheck(check: StockCheck): Check {
  const { code, field, message, severity, keyword, index, word, fix } = check;
  return {
    code,
    field,
    message,
    weight: code === 'unsure' ? 'unsure' : severity === 'problem' ? 'problem' : 'note',
    ...(keyword === undefined ? {} : { keyword }),
    ...(index === undefined ? {} : { index }),
    ...(word === undefined ? {} : { word, keeps: word }),
    ...(code === 'short-title-behind' ? { keeps: 'the short title as it is' } : {}),
    ...(fix === undefined ? {} : { fix: fix.label }),
    ...(needsDecision(check) ? { decides: true } : {}),
  };
}

function hintIn(facts: string): string {
  const parsed: unknown = JSON.parse(facts);
  const isHinted = typeof parsed === 'object' && parsed !== null && 'hint' in parsed;
  return isHinted && typeof parsed.hint === 'string' ? parsed.hint : '';
}
