/** `proofsheet contact-sheet`: pictures, titles, keywords and decisions as one page of HTML. */
import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { byteText, counted } from '../amounts.ts';
import { StopError } from '../errors.ts';
import { writeContactSheet } from '../pipeline/review/contact-sheet.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { textOf } from './options.ts';

export async function run(context: CommandContext): Promise<ExitCode> {
  const file = resolve(fileIn(textOf(context, 'out')));
  return context.inArchive(
    async (archive) => {
      const { report } = context.stages(archive);
      const { photos } = await writeContactSheet(archive, file, {
        now: new Date(),
        signal: context.signal,
        onPhoto: (done, total) => report({ stage: 'sheet', done, total, unit: 'photos' }),
      });
      const { size: bytes } = await stat(file);
      const line = `${file}: ${counted(photos, 'photo')}, ${byteText(bytes)}.`;
      return tell(context, { file, photos, bytes }, [line]);
    },
    { readOnly: true },
  );
}

/** A page only, so that no photo is ever written over by a slip of the hand. */
function fileIn(out = ''): string {
  if (out === '')
    throw new StopError(
      'usage',
      'Where should the sheet be written?',
      'Name the file: `proofsheet contact-sheet --out sheet.html ~/Photos`.',
    );
  if (!['.html', '.htm'].includes(extname(out).toLowerCase()))
    throw new StopError(
      'usage',
      `A contact sheet is a page of HTML, and ${out} is not the name of one.`,
      'Name a file that ends in .html; to have a PDF, open it in a browser and print it into a file.',
    );
  return out;
}
