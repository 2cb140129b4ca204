/** Sidecars, described: what would be written beside the photos, and where another program has changed the same. */

import { setImmediate } from 'node:timers/promises';
import { count, counted, listed } from '../../amounts.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { countReady, eachReady, getPhoto } from '../../catalog/photos.ts';
import { rejectedWithSidecar } from '../../catalog/sidecars.ts';
import { InterruptedError } from '../../errors.ts';
import { wordFor } from '../../metadata/fields.ts';
import { fileName } from '../../photo.ts';
import { capitalised } from '../../rules/texts/clean.ts';
import { leftAloneFacts } from '../archive/left-alone.ts';
import {
  type Action,
  type Beside,
  countsAt,
  type Effect,
  type Fact,
  factList,
  type Question,
  type Situation,
  type StageView,
  wayBack,
} from '../archive/stage-view.ts';
import { undoOffer } from '../archive/undo-offer.ts';
import { hasSidecar, newLocator, rawPlacesOf } from './locate.ts';
import {
  askToInsist,
  labelWithMadeUp,
  type MadeUp,
  madeUpAt,
  madeUpCount,
  madeUpFacts,
} from './made-up.ts';
import { answerForRaw, photosToAskFor, type RawAnswer } from './raw-files.ts';
import { diffLines, reportOfPhoto } from './report.ts';
import { type OpenConflict, openConflicts, settleConflicts } from './resolve-conflicts.ts';

const examplesShown = 12;
const conflictsShown = 5;
/** Photos looked at before the screen may take its turn. */
const yieldEvery = 500;

type Sidecars = {
  /** Photos that are not held back, without those whose text is made up. */
  readonly ready: number;
  /** How many of the ready ones would get a new sidecar, and how many have one to merge with. */
  readonly created: number;
  readonly merged: number;
  /** The same of the sidecars of raw files beside them. */
  readonly raws: { readonly created: number; readonly merged: number };
  /** Accepted photos with a raw file, while nobody has said whether its sidecar is to be written. */
  readonly toAskFor: number;
  /** How many have our text although their photos were rejected since; it goes with the next writing. */
  readonly rejected: number;
  readonly conflicts: readonly OpenConflict[];
  readonly madeUp: MadeUp;
  /** The first few that are not among the conflicts, with what would change in them. */
  readonly examples: readonly Beside[];
};

/** Looks at the folders of all ready photos and into the first few sidecars. @throws InterruptedError */
export async function describeSidecars(situation: Situation): Promise<StageView> {
  const { archive, signal } = situation;
  const sidecars = await lookAtSidecars(situation);
  const { conflicts, examples, madeUp } = sidecars;
  const offer = undoOffer(situation, 'sidecars');
  return {
    facts: [
      madeUpFacts(madeUp, 'beside'),
      numbers(sidecars),
      await leftAloneFacts(archive, eachReady(archive.catalog, 'sidecars'), signal),
      conflictFacts(conflicts),
      offer.facts,
    ],
    action: actionFor(situation, sidecars),
    undo: offer.undo,
    besides: examples,
  };
}

async function lookAtSidecars({ archive, now, signal }: Situation): Promise<Sidecars> {
  const { catalog } = archive;
  const locate = newLocator(archive);
  const conflicts = openConflicts(catalog);
  const waiting = new Set(conflicts.map(({ photoId }) => photoId));
  // Merges come first: there something of somebody else's is at stake.
  const examples = { merged: [] as Beside[], created: [] as Beside[] };
  let looked = 0;
  let written = 0;
  let merged = 0;
  const raws = { created: 0, merged: 0 };
  const ready = countReady(catalog, 'sidecars');
  const madeUp = await madeUpAt(archive, 'sidecars', ready);
  const madeUpIds = new Set(madeUp.ids);
  for (const photo of eachReady(catalog, 'sidecars')) {
    if (signal.aborted) throw new InterruptedError();
    if (++looked % yieldEvery === 0) await setImmediate();
    if (madeUpIds.has(photo.id)) continue;
    written++;
    const isThere = await hasSidecar(locate, photo);
    if (isThere) merged++;
    const rawPlaces = await rawPlacesOf(locate, photo);
    for (const { exists } of rawPlaces) raws[exists ? 'merged' : 'created']++;
    const among = isThere ? examples.merged : examples.created;
    if (among.length === examplesShown || waiting.has(photo.id)) continue;
    const folder = photoName(catalog, photo.path).slice(0, -fileName(photo.path).length);
    const found: Fact[] = [];
    for await (const report of reportOfPhoto(archive, photo, locate, now)) {
      if (report.changes.length === 0) continue;
      const isNew = report.state === 'missing';
      const lines = report.changes.flatMap(diffLines);
      const name = `${folder}${report.name}`;
      found.push({ name, note: isNew ? 'new' : 'changed', lines, inFull: true });
    }
    if (found.length > 0) among.push({ photoIds: [photo.id], facts: [found] });
  }
  return {
    ready: written,
    created: written - merged,
    merged,
    rejected: rejectedWithSidecar(catalog).length,
    conflicts,
    madeUp,
    raws,
    toAskFor: photosToAskFor(archive),
    examples: [...examples.merged, ...examples.created].slice(0, examplesShown),
  };
}

function actionFor(situation: Situation, sidecars: Sidecars): Action {
  const { conflicts, madeUp, ready, rejected, toAskFor } = sidecars;
  const question = nextConflict(situation, conflicts);
  if (question !== undefined)
    return {
      label: `Settle ${counted(conflicts.length, 'conflict')}`,
      effect: { ask: question },
    };
  if (toAskFor > 0)
    return {
      label: `Say whether raw files get the ${toAskFor === 1 ? 'text' : 'texts'} of ${counted(toAskFor, 'photo')}, too`,
      effect: { ask: askForRaw(situation, toAskFor, ready) },
    };
  if (madeUp.ids.length > 0)
    return {
      label: labelWithMadeUp(madeUp, { before: 'Write', again: '', what: 'sidecar' }),
      effect: { ask: askToInsist(madeUp, (insist) => ({ run: 'sidecars', insist })) },
    };
  if (ready + rejected > 0)
    return {
      label: capitalised(
        listed([
          ...(ready > 0 ? [`write ${counted(ready, 'sidecar')}`] : []),
          ...(rejected > 0 ? [`take our text out of ${counted(rejected, 'sidecar')}`] : []),
        ]),
      ),
      effect: { run: 'sidecars' },
    };
  return countsAt(situation, 'embed').waiting > 0
    ? { label: 'Go on to Embed', effect: { go: 'embed' } }
    : wayBack(situation, 'sidecars', 'No accepted photo waits for its sidecar');
}

/** Asked once of an archive; the stage is described anew by the answer. */
function askForRaw(situation: Situation, photos: number, ready: number): Question {
  const { archive } = situation;
  const later = 'decide later';
  const answer = (given: RawAnswer, said: string): Effect => ({
    call: () => {
      answerForRaw(archive, given);
      return Promise.resolve([said]);
    },
  });
  return {
    title: `${counted(photos, 'accepted photo has', 'accepted photos have')} a raw file beside ${photos === 1 ? 'it' : 'them'}`,
    facts: [
      {
        text: 'Lightroom, Camera Raw, Bridge and Capture One read the sidecar of a raw file. The accepted text can be merged into it; develop settings stay byte for byte, and it can be undone.',
      },
    ],
    choices: [
      {
        key: 'p',
        label: 'write it into both sidecars, in this archive',
        effect: answer('pair', 'The sidecars of raw files are written with those of their photos.'),
      },
      {
        key: 'j',
        label: 'only into that of the JPEG',
        effect: answer('never', 'The sidecars of raw files are left as they are.'),
      },
      ready > 0
        ? {
            key: 'n',
            label: `${later}, and write those of the JPEGs now`,
            effect: { run: 'sidecars' },
          }
        : countsAt(situation, 'embed').waiting > 0
          ? { key: 'n', label: `${later}, and go on to Embed`, effect: { go: 'embed' } }
          : { key: 'n', label: later },
    ],
  };
}

function numbers({ ready, created, merged, raws, rejected, madeUp }: Sidecars) {
  const parts =
    merged === 0
      ? ', all new'
      : `: ${count(created)} new, ${count(merged)} merged into what is there`;
  return factList(
    ready > 0 && { label: 'To write', value: `${counted(ready, 'sidecar')}${parts}` },
    madeUpCount(madeUp, 'sidecar'),
    raws.created + raws.merged > 0 && {
      label: 'Raw files',
      value: `${counted(raws.created + raws.merged, 'sidecar')}: ${count(raws.created)} new, ${count(raws.merged)} merged into what is there`,
    },
    rejected > 0 && {
      label: 'Rejected since',
      value: `${counted(rejected, 'sidecar')} with our text, which is taken out again`,
    },
  );
}

function conflictFacts(conflicts: readonly OpenConflict[]): readonly Fact[] {
  if (conflicts.length === 0) return [];
  return [
    {
      warning: `${counted(conflicts.length, 'field')} changed both here and in another program`,
    },
    ...conflicts.slice(0, conflictsShown).map(({ path, field, ours, theirs, isRaw, name }) => ({
      name: isRaw ? `${path} (${name})` : path,
      note: wordFor(field),
      ours,
      theirs,
    })),
  ];
}

/** Asks about one conflict after the other; each answer settles one field of one photo, or all that are left. */
function nextConflict(
  situation: Situation,
  conflicts: readonly OpenConflict[],
): Question | undefined {
  const [conflict, ...rest] = conflicts;
  if (conflict === undefined) return undefined;
  const { path, field, ours, theirs, isRaw, name } = conflict;
  const keep = (whose: 'ours' | 'theirs', settled: readonly OpenConflict[]): Effect => ({
    call: async () => {
      for (const { photoId, field: only, isRaw, name } of settled) {
        const photo = getPhoto(situation.archive.catalog, photoId);
        const raw = isRaw ? name : undefined;
        if (photo !== undefined) settleConflicts(situation.archive, photo, whose, { only, raw });
      }
      return (settled === conflicts ? undefined : nextConflict(situation, rest)) ?? [];
    },
  });
  const all = { note: counted(conflicts.length, 'conflict') };
  return {
    title: `${photoName(situation.archive.catalog, path)}: ${wordFor(field)} changed on both sides`,
    facts: [
      ...(isRaw ? [{ label: 'In', value: name }] : []),
      { label: 'Ours', value: ours },
      { label: 'Theirs', value: theirs },
    ],
    choices: [
      { key: 'o', label: 'keep ours', effect: keep('ours', [conflict]) },
      { key: 't', label: 'keep theirs', effect: keep('theirs', [conflict]) },
      { key: 'O', label: 'keep ours in all', ...all, effect: keep('ours', conflicts) },
      { key: 'T', label: 'keep theirs in all', ...all, effect: keep('theirs', conflicts) },
      { key: 'n', label: 'decide later' },
    ],
  };
}
