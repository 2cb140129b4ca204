/** prepare: a preview and a request for every photo, counted and validated before anything is sent. */
import { availableParallelism } from 'node:os';
import { pMapIterable } from 'p-map';
import { counted } from '../../amounts.ts';
import { storeFingerprint } from '../../catalog/groups.ts';
import { countReady, eachReady, moveOn, recordIssue } from '../../catalog/photos.ts';
import { insertRequest, latestRequest } from '../../catalog/requests.ts';
import { asStop, InterruptedError } from '../../errors.ts';
import type { Facts } from '../../openai/prompt.ts';
import { framedBody, lineFrame, type Manner } from '../../openai/request.ts';
import type { DifferenceHash, Issue, Photo } from '../../photo.ts';
import { differenceHash } from '../../preview/difference-hash.ts';
import { greyDots } from '../../preview/grey.ts';
import type { Preview } from '../../preview/store.ts';
import type { Archive } from '../archive/archive.ts';
import { previewOfPhoto, trimUnneeded } from '../archive/previews.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { groupBursts } from '../review/bursts.ts';
import { mannerOf, recipeOf } from './asking.ts';
import { estimateWaiting, measuredAnswerTokens, warningsOf } from './estimate.ts';
import { answerTokens, factsOf, pictureTokens, type TextCounter, textCounter } from './facts.ts';
import { returnToPrepare } from './try-again.ts';

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
  const again = returnToPrepare(archive);
  const total = countReady(archive.catalog, 'prepare');
  const writer = await requestWriter(archive);
  let done = 0;
  let issues = 0;
  let pending: Looked[] = [];
  const commit = () => {
    const counts = writer.write(pending);
    done += counts.prepared;
    issues += counts.issues;
    pending = [];
    report({ stage: 'prepare', done: done + issues, total, unit: 'photos' });
  };
  report({ stage: 'prepare', done, total, unit: 'photos' });
  try {
    for await (const looked of previews(archive, signal)) {
      pending.push(looked);
      if (pending.length >= commitEvery) commit();
    }
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
      total === 0
        ? 'Nothing is waiting to be prepared.'
        : `${counted(done, 'photo')} prepared${issues > 0 ? `, ${issues} held back` : ''}.`,
      ...(again > 0 ? [`${again} of them again, because settings changed.`] : []),
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

type Counts = { prepared: number; issues: number };

/** Turns previews into requests and moves their photos on, a group in one transaction. */
async function requestWriter(archive: Archive) {
  const make = await requestMaker(archive);
  return {
    write(group: readonly Looked[]): Counts {
      const counts = { prepared: 0, issues: 0 };
      archive.catalog.transaction(() => {
        for (const { photo, result, fingerprint } of group) {
          if (fingerprint !== undefined) storeFingerprint(archive.catalog, photo.id, fingerprint);
          const issue =
            'issue' in result
              ? result.issue
              : make(photo, result, { hint: waitingHint(archive, photo.id), redo: 0 });
          if (typeof issue === 'number') {
            moveOn(archive.catalog, photo.id, 'submit');
            counts.prepared++;
          } else {
            recordIssue(archive.catalog, photo.id, issue);
            counts.issues++;
          }
        }
      });
      return counts;
    },
  };
}

/** The hint of a photo's request that is about to be replaced, so that it is not lost. */
function waitingHint({ catalog }: Archive, photoId: number): string | undefined {
  const request = latestRequest(catalog, photoId);
  if (request?.state !== 'ready' && request?.state !== 'released') return undefined;
  return (JSON.parse(request.facts) as Facts).hint;
}

/** Adds the request of a photo to the catalog; gives its id, or the issue that keeps it from being asked. */
export type MakeRequest = (
  photo: Photo,
  preview: Pick<Preview, 'size' | 'bytes'>,
  wish: { readonly hint?: string | undefined; readonly redo: 0 | 1 },
) => number | Issue;

export async function requestMaker(archive: Archive): Promise<MakeRequest> {
  const manner = mannerOf(archive);
  const recipe = recipeOf(archive);
  const { catalog, settings } = archive;
  const countText: TextCounter = await textCounter();
  const answers = answerTokens(manner, settings['keywords.count'], measuredAnswerTokens(archive));
  const roomInFile = settings['batch.maxMegabytes'] * 1e6;
  return (photo, { size, bytes }, { hint, redo }) => {
    const facts = factsOf(photo, settings, hint);
    const lineBytes = validated(manner, facts) + Math.ceil(bytes.length / 3) * 4;
    if (lineBytes > roomInFile)
      return {
        stage: 'prepare',
        code: 'too-large',
        message: `Its request takes ${lineBytes} bytes, more than a batch file may; lower preview.edge or preview.quality.`,
      };
    return insertRequest(
      catalog,
      {
        photoId: photo.id,
        recipe,
        model: manner.model,
        facts: JSON.stringify(facts),
        width: size.width,
        height: size.height,
        previewBytes: bytes.length,
        textTokens: countText(facts),
        imageTokens: pictureTokens(size, manner),
        answerTokens: answers,
        redo,
      },
      JSON.stringify([photo.path, photo.bytes, photo.mtime, recipe, facts]),
    );
  };
}

/** The bytes of a request's line without its picture, after proving that it is one line of JSON. */
function validated(manner: Manner, facts: Facts): number {
  const { head, tail } = lineFrame('0'.repeat(20), framedBody(manner, facts));
  const line = head + tail;
  JSON.parse(line);
  return Buffer.byteLength(line) + 1;
}
