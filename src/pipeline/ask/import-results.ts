/**
 * Result files in, made anywhere: each line an answer, a refusal or an error of a photo. What is no answer is an issue of
 * its photo, with the reason and the line.
 */
import { basename } from 'node:path';
import { closeExported } from '../../catalog/batches.ts';
import { writeInChunks } from '../../catalog/chunked.ts';
import { listIssues, recordIssue } from '../../catalog/issues.ts';
import { isAnsweredByFile } from '../../catalog/ledger.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { requestByCustomId, type StoredRequest } from '../../catalog/requests.ts';
import { type JsonRecord, readJsonRecords } from '../../files/json-records.ts';
import { type AnswerOutcome, type ResultLine, readBilled } from '../../openai/answer.ts';
import type { Failure } from '../../openai/failures.ts';
import type { Issue } from '../../photo.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { applyJudged, ofPhoto, sourceOf, storeAnswer } from './apply-result.ts';
import { askedOf } from './asked.ts';
import { kindOfFile } from './file-kind.ts';
import { ImportReport } from './import-report.ts';
import { factsIn } from './make-request.ts';
import { byHand, noteOf } from './remedies.ts';
import { resultIn } from './result-record.ts';
import { type PhotoFinder, photoFinder, readTask } from './task-file.ts';

/**
 * Reads result files made anywhere and joins them by their ids. Ids that are not ours (`task-1`) are looked up in task
 * files among `files`, whose requests name their pictures by address or path, or are paths themselves.
 * @throws StopError `usage` when a file cannot be read or is neither
 */
export async function importResults(
  context: StageContext,
  files: readonly string[],
): Promise<StageSummary> {
  const kinds = await Promise.all(
    files.map(async (file) => ({ file, kind: await kindOfFile(file) })),
  );
  const finder = photoFinder(context.archive);
  for (const { file, kind } of kinds) if (kind === 'tasks') await readTasks(file, finder);
  const report = new ImportReport();
  for (const { file, kind } of kinds)
    if (kind === 'results')
      await readResults({ context, finder, report, file: basename(file) }, file);
  closeExported(context.archive.catalog);
  return report.summary(files.length);
}

async function readTasks(file: string, finder: PhotoFinder): Promise<void> {
  for await (const records of readJsonRecords(file))
    for (const record of records) {
      const task = 'value' in record ? readTask(record.value) : undefined;
      if (task !== undefined) finder.explain(task.customId, task.picture);
    }
}

type Import = {
  readonly context: StageContext;
  readonly finder: PhotoFinder;
  readonly report: ImportReport;
  /** The name of the file, as people are told it. */
  readonly file: string;
};

async function readResults(importing: Import, path: string): Promise<void> {
  const { context, report } = importing;
  let lines = 0;
  const afterChunk = () => {
    context.signal.throwIfAborted();
    context.report({ stage: 'collect', done: lines, unit: 'photos', note: path });
  };
  const take = (record: JsonRecord) => {
    lines++;
    if (isTaken(importing, record)) return;
    const where = `line ${record.line} of ${importing.file}`;
    const result = resultIn(record);
    if (result === undefined) report.damaged.push(where);
    else takeResult(importing, located(result, where), where);
  };
  for await (const records of readJsonRecords(path))
    await writeInChunks(context.archive.catalog, records, take, {
      afterChunk,
      turn: context.turn,
    });
}

/** Whether a line was read before: a file is given again to go on with it. Its text is not judged once more. */
function isTaken({ context }: Import, record: JsonRecord): boolean {
  const billed = 'value' in record ? readBilled(record.value) : undefined;
  if (billed === undefined) return false;
  const { customId, input, output } = billed;
  return isAnsweredByFile(context.archive.catalog, customId, input, output);
}

/** A failure that says where it stands. */
function located({ customId, outcome }: ResultLine, where: string): ResultLine {
  if (outcome.kind === 'answer') return { customId, outcome };
  const { failure } = outcome;
  const message = `${where}: ${failure.message}`;
  return { customId, outcome: { ...outcome, failure: { ...failure, message } } };
}

function takeResult(importing: Import, { customId, outcome }: ResultLine, where: string): void {
  const { context, finder, report } = importing;
  const request = requestByCustomId(context.archive.catalog, customId);
  if (request !== undefined) {
    takeOwn(importing, request, outcome);
    return;
  }
  const match = finder.photoOf(customId);
  if (match === undefined) report.unknown.push({ id: customId, where });
  else if ('several' in match) report.ambiguous.push({ id: customId, where, paths: match.several });
  else takeForeign(importing, match.photo.id, outcome);
}

/** A result of a request of ours, exported or not: whoever answered it, it is answered. */
function takeOwn(importing: Import, request: StoredRequest, answered: AnswerOutcome): void {
  const { archive, clock } = importing.context;
  const outcome = ofPhoto(archive, request.photoId, answered, factsIn(request).asked);
  const { report } = importing;
  const over = request.state === 'answered' || request.state === 'dropped';
  const { batchId, photoId } = request;
  const here = over ? request : { ...request, state: 'asking' as const };
  const { kind } = applyJudged(archive, here, outcome, {
    way: 'file',
    at: clock.now(),
    batchId: batchId ?? undefined,
  });
  if (kind === 'suggestion') report.answered++;
  if (outcome.kind === 'answer' || kind === 'known') return;
  if (kind === 'issue') {
    report.issues++;
    report.reasons.push(reasonFor(importing, photoId, noteOf(outcome.failure, byHand)));
    return;
  }
  report.again++;
  tell(importing, photoId, outcome.failure, 'it will be sent again when you submit');
}

/** A result of somebody else's request, for a photo that its task names. */
function takeForeign(importing: Import, photoId: number, answered: AnswerOutcome): void {
  const { context, finder, report } = importing;
  const asked = askedOf(context.archive);
  const outcome = ofPhoto(context.archive, photoId, answered, asked);
  if (outcome.kind === 'failure') {
    report.issues++;
    tell(importing, photoId, outcome.failure, byHand);
    return;
  }
  if (finder.hasAnswer(photoId, outcome.answer)) return;
  storeAnswer(context.archive, outcome.answer, {
    photoId,
    requestId: undefined,
    model: outcome.model ?? 'unknown',
    hint: undefined,
    asked,
    source: sourceOf(context.archive, 'file', outcome),
    at: context.clock.now(),
  });
  report.answered++;
}

/** An issue that holds nothing back; it is gone when the photo has an answer. One that does hold it back stays. */
function tell(importing: Import, photoId: number, failure: Failure, advice: string): void {
  const { catalog } = importing.context.archive;
  const note = noteOf(failure, advice);
  const held = listIssues(catalog, { photoId, stage: note.stage, blocking: true });
  if (!held.some(({ code }) => code === note.code))
    recordIssue(catalog, photoId, note, { blocking: false });
  importing.report.reasons.push(reasonFor(importing, photoId, note));
}

function reasonFor({ context }: Import, photoId: number, { message }: Issue): string {
  return `${getPhoto(context.archive.catalog, photoId)?.path ?? ''}: ${message}`;
}
