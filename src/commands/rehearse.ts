/** `proofsheet rehearse`: every stage with no key and no cost, against the local stand-in for the service. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockCatalog } from '../catalog/lock.ts';
import { StopError } from '../errors.ts';
import { isSampleArchive } from '../files/sample-marker.ts';
import { type Archive, catalogFolderOf } from '../pipeline/archive/archive.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { numberOf, textOf } from './options.ts';
import { rehearseHeadless } from './rehearse-headless.ts';
import { rehearsalOptions } from './run.ts';
import { showScreen } from './show-screen.ts';

const sampleFolder = 'proofsheet-sample';
/** The stand-in accepts any key; this one says in every log what it is. */
const rehearsalKey = 'rehearsal';

export async function run(context: CommandContext): Promise<ExitCode> {
  if (context.options['serve'] === true) return serve(context);
  const root = await archiveToRehearse(context);
  // Its address is known once it runs, and it may only run on the catalog of an archive that is there and not in use.
  const service: { apiKey: string; baseURL: string | undefined } = {
    apiKey: rehearsalKey,
    baseURL: undefined,
  };
  const opening = {
    archive: root,
    scans: true,
    isMeant: context.options['yes'] === true,
    rehearsal: service,
  };
  return context.inArchive(async (archive) => {
    const { startRehearsalServer } = await import('../rehearsal/server.ts');
    const server = await startRehearsalServer({ directory: join(archive.folder, 'rehearsal') });
    service.baseURL = server.url;
    try {
      return await runStages(context, archive);
    } finally {
      await server.close();
    }
  }, opening);
}

async function runStages(context: CommandContext, archive: Archive): Promise<ExitCode> {
  const rehearsed = rehearsalOptions(context.options);
  if (context.interactive && context.options['headless'] !== true) {
    if (rehearsed.writeRehearsal)
      throw new StopError(
        'usage',
        'The screen asks before it writes rehearsal text into real photos.',
        'Leave the option out, or add --headless.',
      );
    return showScreen(context, archive);
  }
  return rehearseHeadless(context, archive, rehearsed);
}

/** The archive that was named, or the sample, made if it is not there yet. */
async function archiveToRehearse(context: CommandContext): Promise<string> {
  const named = context.arguments[0];
  const fresh = context.options['fresh'] === true;
  if (named !== undefined) {
    if (fresh)
      throw new StopError(
        'usage',
        '--fresh is for the sample archive only; it never deletes an archive of yours.',
        'Leave out the folder or --fresh.',
      );
    return resolve(named);
  }
  const sample = resolve(sampleFolder);
  if (existsSync(sample) && !(await isSampleArchive(sample)))
    throw new StopError(
      'usage',
      `${sample} exists and is not a proofsheet sample archive.`,
      'Move it away, or start in another folder.',
    );
  if (fresh) await removeSample(catalogFolderOf(sample, textOf(context, 'catalog')), sample);
  if (!existsSync(sample)) context.say(`Making a sample archive in ${sample} ...`);
  const { makeSampleArchive } = await import('../rehearsal/sample.ts');
  // Does nothing where it is finished; finishes one that was interrupted.
  await makeSampleArchive(sample);
  return sample;
}

/** @throws StopError `archive-locked` where another program is working on it */
async function removeSample(catalog: string, sample: string): Promise<void> {
  // Let go before anything is removed: Windows removes nothing that is open.
  if (existsSync(catalog)) lockCatalog(catalog, 'proofsheet rehearse --fresh').release();
  await rm(sample, { recursive: true, force: true });
}

async function serve(context: CommandContext): Promise<ExitCode> {
  const { serveRehearsal } = await import('../rehearsal/server.ts');
  const directory = textOf(context, 'directory');
  const options = {
    directory: directory === undefined ? undefined : resolve(directory),
    port: numberOf(context, 'port', [0, 65535], 'Give a number from 0 to 65535.'),
    key: textOf(context, 'key'),
  };
  await serveRehearsal(options, context.signal, context.print);
  return 0;
}
