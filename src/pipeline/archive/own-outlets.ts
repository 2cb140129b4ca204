/** The outlets there are: those that come with the program, and the user's own files over them. */

import { join } from 'node:path';
import { StopError } from '../../errors.ts';
import { namesIn } from '../../files/if-there.ts';
import { readText } from '../../files/text-lines.ts';
import { type MistakeInFile, mistakeLine } from '../../rules/mistakes.ts';
import { builtInOutlets } from '../../rules/outlets/built-in.ts';
import { readOutlet } from '../../rules/outlets/read-outlet.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';

export type Outlets = {
  readonly all: readonly Outlet[];
  /** Ids of those that a file of the user's changes or adds. */
  readonly own: ReadonlySet<string>;
  /** What is wrong in the user's files; such a file counts for nothing. */
  readonly mistakes: readonly MistakeInFile[];
};

/** @param folder of the user's own files; it need not be there */
export async function readOutlets(folder: string | undefined): Promise<Outlets> {
  const all = new Map(builtInOutlets().map((outlet) => [outlet.id, outlet]));
  const own = new Map<string, string>();
  const mistakes: MistakeInFile[] = [];
  for (const file of folder === undefined ? [] : await jsonFilesIn(folder)) {
    const read = await readFile(file);
    if ('mistakes' in read) mistakes.push(...read.mistakes.map((one) => ({ file, ...one })));
    else if (own.has(read.outlet.id)) {
      const message = `${own.get(read.outlet.id)} has this id too; one of them has to go.`;
      mistakes.push({ file, line: 1, field: 'id', message });
    } else {
      all.set(read.outlet.id, read.outlet);
      own.set(read.outlet.id, file);
    }
  }
  return { all: [...all.values()], own: new Set(own.keys()), mistakes };
}

async function readFile(file: string): Promise<ReturnType<typeof readOutlet>> {
  try {
    return readOutlet(await readText(file));
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    return { mistakes: [{ line: 1, field: '', message: error.message }] };
  }
}

async function jsonFilesIn(folder: string): Promise<readonly string[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}

/** Stops what would go by the wrong rules. @throws StopError `settings-invalid` */
export function assertNoMistakes({ mistakes: [first] }: Outlets): void {
  if (first === undefined) return;
  throw new StopError(
    'settings-invalid',
    `An outlet of yours cannot be read: ${mistakeLine(first)}`,
    'Mend the file, or take it away; `proofsheet outlets check FILE` looks at it again.',
  );
}
