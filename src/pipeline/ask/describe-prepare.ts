/** Prepare, described: the previews that are made, of which photos, and what that takes. */
import { availableParallelism } from 'node:os';
import { byteText, counted, durationText } from '../../amounts.ts';
import { type ReadyTotals, readyTotals } from '../../catalog/photos.ts';
import { type RequestTotals, totalsWaiting } from '../../catalog/requests.ts';
import { countUnsent } from '../../catalog/unsent.ts';
import {
  type Action,
  countsAt,
  factList,
  type Situation,
  type StageView,
} from '../archive/stage-view.ts';
import { settingsFingerprint } from './request-profile.ts';
import { besideSample, type SampleRequest, sampleRequests } from './sample.ts';

/** Bytes of a pixel of a JPEG at the usual quality, before there is anything to measure. */
const bytesPerPixel = 0.2;
/** Core time needed to read and shrink a JPEG. */
const secondsPerMegapixel = 0.004;
const secondsPerPhoto = 0.02;

type Previews = {
  /** Photos that have none yet. */
  readonly toMake: ReadyTotals;
  /** Made and not sent. */
  readonly made: RequestTotals;
  /** How many of those were made with other settings. */
  readonly outdated: number;
  readonly bytesEach: number;
};

export function describePrepare(situation: Situation): StageView {
  const { archive } = situation;
  const samples = sampleRequests(archive);
  const [sample] = samples;
  const made = totalsWaiting(archive.catalog, 0);
  const previews: Previews = {
    toMake: readyTotals(archive.catalog, 'prepare'),
    made,
    outdated: countUnsent(archive.catalog, settingsFingerprint(archive)).outdated,
    bytesEach: bytesOfOne(made, sample),
  };
  return {
    facts: [[...previewFacts(situation, previews), ...costFacts(situation, previews)]],
    action: actionFor(situation, previews),
    besides: samples.map((one) => besideSample(archive, one)),
    brief: true,
  };
}

/** Measured as soon as there are some, estimated before. */
function bytesOfOne({ requests, bytes }: RequestTotals, sample: SampleRequest | undefined) {
  if (requests > 0) return Math.round(bytes / requests);
  const pixels = sample === undefined ? 0 : sample.pixels.width * sample.pixels.height;
  return Math.round(pixels * bytesPerPixel);
}

function actionFor(situation: Situation, { toMake, made, outdated }: Previews): Action {
  const photos = toMake.photos + outdated;
  if (photos > 0)
    return {
      label: `Prepare ${counted(photos, 'photo')}${outdated === photos ? ' again' : ''}`,
      effect: { run: 'prepare' },
    };
  if (made.requests > 0) return { label: 'Go on to Submit', effect: { go: 'submit' } };
  const isOver = countsAt(situation, 'prepare').finished;
  return { refused: isOver ? 'Every photo is prepared' : 'Nothing to prepare' };
}

function previewFacts({ archive }: Situation, { toMake, made, outdated, bytesEach }: Previews) {
  const { 'preview.edge': edge, 'preview.quality': quality } = archive.settings;
  return factList(
    toMake.photos > 0 && {
      label: 'To make',
      value: counted(toMake.photos, 'preview'),
    },
    toMake.photos > 0 && {
      label: 'From',
      value: `${counted(toMake.photos, 'photo')} in ${counted(toMake.folders, 'folder')}, ${byteText(toMake.bytes)}; the originals are only read`,
    },
    outdated > 0 && {
      label: 'Make again',
      value: `${counted(outdated, 'photo')}, prepared before the settings changed`,
    },
    made.requests > 0 && {
      label: 'Ready to send',
      value: `${counted(made.requests, 'photo')}; their previews take ${byteText(made.bytes)}, about ${byteText(bytesEach)} each`,
    },
    toMake.photos + made.requests > 0 && {
      label: 'A preview',
      value: `at most ${edge} pixels on the longest side, a JPEG of quality ${quality}, upright, without EXIF or GPS`,
    },
  );
}

/** Room on the disk and time, both estimated. */
function costFacts({ archive }: Situation, { toMake, bytesEach }: Previews) {
  if (toMake.photos === 0) return [];
  const bytes = bytesEach * toMake.photos;
  const most = archive.settings['preview.cacheMegabytes'] * 1e6;
  const kept = bytes > most ? `; at most ${byteText(most)} of those already answered are kept` : '';
  const work = (toMake.pixels / 1e6) * secondsPerMegapixel + toMake.photos * secondsPerPhoto;
  const seconds = Math.max(1, work / availableParallelism());
  return factList(
    {
      label: 'Room',
      value: `about ${byteText(bytes)}, ${byteText(bytesEach)} each, beside the catalog${kept}`,
    },
    { label: 'Time', value: `about ${durationText(seconds)} on this machine` },
  );
}
