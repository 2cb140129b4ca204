/** The user's own keyword list: the imported one beside the settings, and one of the archive on top of it. */
import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { messageOf, StopError } from '../../errors.ts';
import { isNamed } from '../../files/if-there.ts';
import { leadsInside, OutsideError } from '../../files/inside.ts';
import { readText } from '../../files/text-lines.ts';
import type { ListForm, Remark } from '../../rules/keyword-list/entry.ts';
import { KeywordList } from '../../rules/keyword-list/keyword-list.ts';
import type { ReadList } from '../../rules/keyword-list/read-list.ts';

/** Few archives have a list, and what reads one takes as long to load as all else that opens an archive. */
const reader = () => import('../../rules/keyword-list/read-list.ts');

/** Characters of a list's file: several hundred thousand keywords. */
const longest = 16 * 1024 * 1024;

/** Reads the file of a list. @throws StopError `usage` when it cannot be read, or is no text */
export async function readListFile(file: string, form?: ListForm): Promise<ReadList> {
  const { readList } = await reader();
  return readList(await readText(file, longest), form);
}

/** `~/keywords.txt:12: The bracket is not closed.` */
export function remarkLine(file: string, { line, message }: Remark): string {
  return `${file}:${line}: ${message}`;
}

/** @throws StopError that names the first mistake of a list */
export function assertRight(file: string, { mistakes: [first] }: ReadList, what: string): void {
  if (first === undefined) return;
  throw new StopError(
    'settings-invalid',
    `${what}: ${remarkLine(file, first)}`,
    'Mend the file; `proofsheet keywords check FILE` lists everything that is wrong in it.',
  );
}

type Sources = {
  /** The file of the imported list, which need not be there. */
  readonly imported: string | undefined;
  /** The setting `keywords.list`: a path, or one within the archive; may be empty. */
  readonly ofArchive: string;
  readonly root: string;
};

/**
 * Reads the lists at once, and gives what opens them when they are first asked for: a list that is wrong stops only what
 * needs it. Undefined where there is none.
 */
export async function openKeywordList(sources: Sources): Promise<() => KeywordList | undefined> {
  const opens = await Promise.all(filesOf(sources).map((file) => opened(file, sources.root)));
  let list: KeywordList | undefined;
  return () => {
    if (opens.length > 0) list ??= listOf(opens.map((open) => open()));
    return list;
  };
}

function listOf(files: readonly Opened[]): KeywordList {
  const id = createHash('sha256');
  for (const { text } of files) id.update(text);
  return new KeywordList(
    files.map(({ entries }) => entries),
    id.digest('hex'),
  );
}

type Opened = { readonly text: string; readonly entries: ReadList['entries'] };

/** That of the archive goes first. */
function filesOf({ imported, ofArchive, root }: Sources): readonly string[] {
  const name = ofArchive.trim();
  const own = name === '' ? [] : [resolve(root, name)];
  return imported !== undefined && isNamed(imported) ? [...own, imported] : own;
}

/** The file of a list, read; what parses it when it is needed. */
async function opened(file: string, root: string): Promise<() => Opened> {
  try {
    const [text, { readList }] = await Promise.all([readText(file, longest), reader()]);
    const isAway = isWithin(root, file) && !(await leadsInside(root, file));
    if (isAway) throw new OutsideError(file);
    return () => {
      const read = readList(text);
      assertRight(file, read, 'Your keyword list cannot be read');
      return { text, entries: read.entries };
    };
  } catch (error) {
    return () => {
      throw new StopError(
        'settings-invalid',
        `Your keyword list cannot be read. ${messageOf(error)}`,
        'Import it again with `proofsheet keywords import LIST`, or see the setting keywords.list.',
        { cause: error },
      );
    };
  }
}

/** Whether a file lies in the archive by its path; then it must not be a link to somewhere else. */
function isWithin(root: string, file: string): boolean {
  const way = relative(root, file);
  return !way.startsWith('..') && !isAbsolute(way);
}
