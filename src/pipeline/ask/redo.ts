/** Asking again for one photo, with a sentence of the user: at once, or with the next batch. The old text is kept. */
import { latestRun } from '../../catalog/ledger.ts';
import { getPhoto, moveOn } from '../../catalog/photos.ts';
import { forgetIssues, joinRun, setRequestState } from '../../catalog/request-moves.ts';
import { getRequest, type RequestOfPhoto } from '../../catalog/requests.ts';
import { latestSuggestion, type StoredSuggestion } from '../../catalog/suggestions.ts';
import { StopError } from '../../errors.ts';
import type { Issue, Photo } from '../../photo.ts';
import { previewSize } from '../../preview/size.ts';
import type { Archive } from '../archive/archive.ts';
import { previewOfPhoto, previewOptions } from '../archive/previews.ts';
import type { StageContext } from '../archive/stage.ts';
import { type Asker, connectService } from './asker.ts';
import { Budget } from './budget.ts';
import { endHosting } from './hosting.ts';
import { askOne, RateGate } from './live.ts';
import { otherTokens, requestMaker } from './make-request.ts';
import { estimateOf, priceFor } from './request-profile.ts';
import { endingFor } from './retry.ts';

/** Dollars for asking again, at once and in a batch; undefined where no price is known. */
type RedoPrice = { readonly now: number; readonly batch: number };

/** What asking again for a photo costs. Counts the text roughly, so that it can be shown at once. */
export function redoPrice(archive: Archive, photo: Photo): RedoPrice | undefined {
  const price = priceFor(archive, archive.settings.model);
  const preview = previewSize(photo.size, previewOptions(archive).edge);
  const examples = archive.settings['prompt.examples'] * roughTitleTokens;
  const request = { textTokens: roughTextTokens + examples, ...otherTokens(archive)(preview) };
  const now = estimateOf(request, price, 'live');
  const batch = estimateOf(request, price, 'batch');
  return now === undefined || batch === undefined ? undefined : { now, batch };
}

const roughTextTokens = 560;
const roughTitleTokens = 25;

/** The new suggestion, or why there is none. */
type Redone = { readonly suggestion: StoredSuggestion } | { readonly issue: Issue };

/** A remedy or two, and then the person decides. */
const mostCalls = 3;

/**
 * Asks for one photo live and stores the answer as its newest suggestion. Text that a person has touched stays.
 * @throws StopError when the service, key, quota or budget do not allow it
 */
export async function redoNow(
  context: StageContext,
  photoId: number,
  hint: string,
): Promise<Redone> {
  const asker = await connectService(context, 'submit');
  const made = await newRequest(asker.archive, photoId, hint);
  if ('issue' in made) return made;
  const { catalog } = asker.archive;
  const run = latestRun(catalog);
  if (run !== undefined) joinRun(catalog, made.id, run.id);
  try {
    new Budget(asker).take(estimateOf(made, asker.price, 'live'));
    return await askUntilAnswered(asker, made);
  } catch (error) {
    // Nobody waits for this answer any more: where there is text, it must not go out with the next batch.
    setRequestState(catalog, made.id, made.redo === 1 ? 'dropped' : 'ready');
    throw error;
  } finally {
    // Its copy is removed by the next submit or collect.
    endHosting(asker.archive);
  }
}

async function askUntilAnswered(asker: Asker, made: RequestOfPhoto): Promise<Redone> {
  const { catalog } = asker.archive;
  let request = made;
  for (let call = 1; ; call++) {
    setRequestState(catalog, request.id, 'asking');
    const gate = new RateGate(asker);
    const { applied, outcome } = await askOne(asker, request, gate);
    if (applied.kind === 'stop') throw endingFor(applied.failure);
    const suggestion = latestSuggestion(catalog, request.photoId);
    if (applied.kind === 'suggestion' && suggestion !== undefined) return { suggestion };
    const changed = getRequest(catalog, request.id);
    if (applied.kind === 'again' && changed !== undefined && call < mostCalls) {
      request = { ...changed, path: request.path };
      continue;
    }
    setRequestState(catalog, request.id, 'failed');
    // It is told to the user now; a photo that has text needs no entry among the issues.
    if (request.redo === 1) forgetIssues(catalog, request.photoId);
    const why = outcome?.kind === 'failure' ? outcome.failure.message : 'no answer came';
    return {
      issue: { stage: 'collect', code: 'no-answer', message: `Asking again gave no text: ${why}` },
    };
  }
}

/** Puts a photo among those that the next `submit` sends, with a hint. It keeps its text and stays where it stands. */
export async function redoInBatch(
  context: StageContext,
  photoId: number,
  hint: string,
): Promise<{ readonly issue: Issue } | undefined> {
  const made = await newRequest(context.archive, photoId, hint);
  return 'issue' in made ? made : undefined;
}

async function newRequest(
  archive: Archive,
  photoId: number,
  hint: string,
): Promise<RequestOfPhoto | { readonly issue: Issue }> {
  const { catalog } = archive;
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined)
    throw new StopError('usage', `There is no photo ${photoId}.`, 'Scan the archive again.');
  const preview = await previewOfPhoto(archive, photo);
  if ('issue' in preview) return preview;
  const make = await requestMaker(archive);
  return catalog.transaction(() => {
    const hasText = latestSuggestion(catalog, photoId) !== undefined;
    const made = make(photo, preview, { hint, redo: hasText ? 1 : 0 });
    if ('issue' in made) return made;
    if (!hasText) moveOn(catalog, photoId, 'submit');
    const request = getRequest(catalog, made.id);
    if (request === undefined) throw new Error(`There is no request ${made.id}`);
    return { ...request, path: photo.path };
  });
}
