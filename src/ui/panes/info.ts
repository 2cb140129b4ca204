/** Everything known about one photo, to read. */

import { byteText, dayText } from '../../amounts.ts';
import { type Camera, fileName } from '../../photo.ts';
import type { AgencyOpinion, ReviewPhoto } from '../../pipeline/session/photo.ts';
import { noKeys } from '../keys/key-names.ts';
import type { Review } from '../review/review.ts';
import { emptyLine, type Line, line } from '../text/line.ts';
import { labelled } from '../text/paragraph.ts';
import type { Theme } from '../theme.ts';
import { checkLines } from './check-lines.ts';
import { repairLines } from './repair-lines.ts';
import { sidecarLines } from './sidecar-pane.ts';

export function showInfo(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const agencies = review.session.agencies(photo.photo.id);
  review.shell.read({
    title: fileName(photo.photo.path),
    lines: (width, theme) => [
      ...infoLines(photo, width, theme),
      ...agencies.flatMap((one, index) => [
        ...(index === 0 ? [emptyLine, line(['Agencies', 'strong'])] : []),
        ...agencyLines(one, width),
      ]),
    ],
  });
}

function agencyLines({ name, reasons, title }: AgencyOpinion, width: number): Line[] {
  const labelWidth = 24;
  return [
    ...(reasons.length === 0
      ? labelled(name, 'takes it as it stands', width, 'good', labelWidth)
      : labelled(name, reasons.join(' '), width, undefined, labelWidth)),
    ...(reasons.length === 0 || title === undefined
      ? []
      : labelled('', title, width, 'quiet', labelWidth)),
  ];
}

function infoLines(photo: ReviewPhoto, width: number, theme: Theme): Line[] {
  return [
    ...fileLines(photo, width),
    emptyLine,
    line(['In the file', 'strong']),
    ...existingLines(photo, width),
    ...(photo.sidecar === undefined
      ? []
      : [
          emptyLine,
          line([`In ${photo.sidecar.name}`, 'strong']),
          ...sidecarLines(photo.sidecar, width),
        ]),
    emptyLine,
    line(['The model', 'strong']),
    ...answerLines(photo, width),
    ...(photo.checks.length === 0
      ? []
      : [
          emptyLine,
          line(['Checks', 'strong']),
          ...checkLines(photo.checks, width, Number.POSITIVE_INFINITY, {
            theme,
            keys: noKeys,
            answered: [],
          }),
        ]),
  ];
}

function fileLines({ photo, usage, dateInFile, caption }: ReviewPhoto, width: number): Line[] {
  const { place, placeSource, takenAt, takenOn, camera, position, size } = photo;
  const taken =
    takenAt?.replace('T', ' ') ?? (takenOn === undefined ? 'unknown' : dayText(takenOn));
  const fileSays =
    dateInFile === undefined ? '' : ` (from you; the file says ${dateInFile || 'nothing'})`;
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['File', photo.path],
    ['Size', `${size.width} x ${size.height} pixels, ${byteText(photo.bytes)}`],
    ['Taken', `${taken}${fileSays}`],
    [
      'Place',
      place === undefined
        ? 'unknown'
        : `${place.city}, ${place.country} (from ${sources[placeSource ?? 'folder']})`,
    ],
    [
      'Position',
      position === undefined
        ? undefined
        : `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)} (never sent)`,
    ],
    ['Usage', `${usage}${photo.usageGiven ? '' : ' (by default)'}`],
    ['Camera', camera === undefined ? undefined : cameraName(camera)],
    ['Caption', caption],
  ];
  return facts.flatMap(([label, value]) =>
    value === undefined ? [] : labelled(label, value, width),
  );
}

/** Many makers repeat their name in that of the model. */
function cameraName({ make, model }: Camera): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim();
}

const sources = { folder: 'the folder', embedded: 'the file', gps: 'GPS', person: 'you' } as const;

function existingLines({ photo: { existing } }: ReviewPhoto, width: number): Line[] {
  const lines = [
    ...(existing.headline === undefined ? [] : labelled('Headline', existing.headline, width)),
    ...(existing.shortTitle === undefined
      ? []
      : labelled('Short title', existing.shortTitle, width)),
    ...(existing.caption === undefined ? [] : labelled('Caption', existing.caption, width)),
    ...(existing.keywords.length === 0
      ? []
      : labelled('Keywords', existing.keywords.join(', '), width)),
  ];
  return lines.length === 0 ? [line(['no text yet', 'quiet'])] : lines;
}

function answerLines({ suggestion, removed }: ReviewPhoto, width: number): Line[] {
  if (suggestion === undefined) return [line(['no answer yet', 'quiet'])];
  return [
    ...labelled('Usage', `${suggestion.usage}: ${suggestion.usageReason}`, width),
    ...(suggestion.unsure.length === 0
      ? []
      : labelled('Unsure of', suggestion.unsure.join(', '), width)),
    ...repairLines(suggestion.repairs, width),
    ...(removed.length === 0
      ? []
      : labelled(
          'Left out',
          removed.map(({ keyword, reason }) => `${keyword} (${reason})`).join(', '),
          width,
        )),
  ];
}
