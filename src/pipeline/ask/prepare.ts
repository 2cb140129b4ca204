/** prepare: a preview and a request for every photo, counted and validated before anything is sent. */
import { availableParallelism } from 'node:os';
import { pMapIterable } from 'p-map';
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { storeFingerprint } from '../../catalog/groups.ts';
import { recordIssue } from '../../catalog/issues.ts';
import { countReady, eachReady, moveOn } from '../../catalog/photos.ts';
import { latestRequest } from '../../catalog/requests.ts';
import { asStop, InterruptedError } from '../../errors.ts';
import type { DifferenceHash, Issue, Photo } from '../../photo.ts';
import { differenceHash } from '../../preview/difference-hash.ts';
import { greyDots } from '../../preview/grey.ts';
import { sparingMemory } from '../../preview/sparing-memory.ts';
import type { Preview } from '../../preview/store.ts';
import type { Archive } from '../archive/archive.ts';
import { heldBackNote } from '../archive/held-back.ts';
import { previewOfPhoto, trimUnneeded } from '../archive/previews.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { groupBursts } from '../review/bursts.ts';
import { copyNotes, takeCopies } from './copies.ts';
import { estimateWaiting, warningsOf } from './estimate.ts';
import { factsIn, type MakeRequest, requestMaker } from './make-request.ts';
import { deliveryWarnings } from './sample.ts';
import { prepareAgain } from './try-again.ts';

/** Photos whose previews are ready and not yet written down. More would be made again after a crash. */
const commitEvery = 100;

type Looked = {
  readonly photo: Photo;
  readonly result: Preview | { readonly issue: Issue };
  readonly fingerprint?: DifferenceHash | undefined;
};

/** Prepares every photo that stands ready; what was prepared with other settings and not sent is prepared again. */
export async function prepare(context: StageContext): Promise<StageSummary> {
  const { archive, report, signal, clock } = context;
  const again = prepareAgain(archive);
  const copies = takeCopies(archive, clock.now());
  const total = countReady(archive.catalog, 'prepare');
  const make = await requestMaker(archive, total);
  let done = 0;
  let issues = 0;
  let pending: Looked[] = [];
  const commit = () => {
    const prepared = write(archive, make, pending);
    done += prepared;
    issues += pending.length - prepared;
    pending = [];
    report({ stage: 'prepare', done: done + issues, total, unit: 'photos' });
  };
  report({ stage: 'prepare', done, total, unit: 'photos' });
  try {
    await sparingMemory(async () => {
      for await (const looked of previews(archive, signal)) {
        pending.push(looked);
        if (pending.length >= commitEvery) commit();
      }
    });
  } catch (error) {
    throw asStop(error, 'previews');
  } finally {
    commit();
  }
  if (signal.aborted) throw new InterruptedError();
  if (total > 0) {
    groupBursts(archive.catalog);
    await trimUnneeded(archive);
  }
  return {
    stage: 'prepare',
    done,
    issues,
    notes: [
      total === 0 && copies.answered + copies.waiting === 0
        ? ['Nothing is waiting to be prepared.', ...heldBackNote(archive.catalog, 'prepare')].join(
            ' ',
          )
        : `${counted(done, 'photo')} prepared${issues > 0 ? `, ${issues} held back` : ''}.`,
      ...(again > 0 ? [`${again} of them again, because settings changed.`] : []),
      ...copyNotes(copies),
      ...(total === 0 ? [] : deliveryWarnings(archive)),
      ...warningsOf(estimateWaiting(archive, clock.now())),
    ],
  };
}

/** The previews of all ready photos in archive order, as many at once as there are cores. */
async function* previews(archive: Archive, signal: AbortSignal): AsyncGenerator<Looked> {
  const untilAborted = function* () {
    for (const photo of eachReady(archive.catalog, 'prepare')) {
      if (signal.aborted) return;
      yield photo;
    }
  };
  const concurrency = Math.max(2, availableParallelism());
  yield* pMapIterable(untilAborted(), (photo) => look(archive, photo), {
    concurrency,
    backpressure: concurrency * 4,
  });
}

async function look(archive: Archive, photo: Photo): Promise<Looked> {
  const result = await previewOfPhoto(archive, photo);
  if ('issue' in result) return { photo, result };
  return { photo, result, fingerprint: differenceHash(await greyDots(result.bytes)) };
}

/** Turns previews into requests and moves their photos on, a group in one transaction. Returns how many it prepared. */
function write({ catalog }: Archive, make: MakeRequest, group: readonly Looked[]): number {
  let prepared = 0;
  catalog.transaction(() => {
    for (const { photo, result, fingerprint } of group) {
      if (fingerprint !== undefined) storeFingerprint(catalog, photo.id, fingerprint);
      const hint = waitingHint(catalog, photo.id);
      const made = 'issue' in result ? result : make(photo, result, { hint, redo: 0 });
      if ('issue' in made) {
        recordIssue(catalog, photo.id, made.issue);
      } else {
        moveOn(catalog, photo.id, 'submit');
        prepared++;
      }
    }
  });
  return prepared;
}

/** The hint of a photo's request that is about to be replaced, so that it is not lost. */
function waitingHint(catalog: Catalog, photoId: number): string | undefined {
  const request = latestRequest(catalog, photoId);
  if (request?.state !== 'ready' && request?.state !== 'released') return undefined;
  return factsIn(request).hint;
}
