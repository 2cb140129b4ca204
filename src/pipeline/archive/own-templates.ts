/** The user's own metadata templates and text codes, which lie outside the archive. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { messageOf, StopError, systemCode } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';
import type { MistakeInFile } from '../../rules/mistakes.ts';
import { parseTemplate, type Template } from '../../rules/template/parse.ts';
import { mistakesInCodes, parseCodes, type TextCodes } from '../../rules/template/variables.ts';

export type OwnTemplates = {
  /** By name, which is that of the file without its ending. */
  readonly all: ReadonlyMap<string, Template>;
  readonly codes: TextCodes;
  readonly mistakes: readonly MistakeInFile[];
};

/** Characters of a template, and of a list of codes. */
const longest = 100_000;
const longestCodes = 20_000_000;
const ending = '.txt';
/** Mistakes told of a list of codes. */
const mostMistakes = 20;

/**
 * Reads them at once. @param folder of the templates; it need not be there
 * @param codesFile with the text codes; empty where there is none
 */
export async function readOwnTemplates(
  folder: string | undefined,
  codesFile: string,
): Promise<OwnTemplates> {
  const all = new Map<string, Template>();
  const mistakes: MistakeInFile[] = [];
  const read = async <T>(file: string, most: number, parse: (text: string) => T) => {
    try {
      return parse(await readText(file, most));
    } catch (error) {
      if (!(error instanceof StopError)) throw error;
      mistakes.push({ file, line: 1, field: '', message: error.message });
      return undefined;
    }
  };
  const names = folder === undefined ? [] : await templatesIn(folder);
  if ('message' in names) mistakes.push({ file: folder ?? '', line: 1, field: '', ...names });
  for (const name of 'message' in names ? [] : names) {
    const file = join(folder ?? '', name);
    const template = await read(file, longest, parseTemplate);
    if (template === undefined) continue;
    all.set(name.slice(0, -ending.length), template);
    mistakes.push(...template.mistakes.map((one) => ({ file, ...one })));
    if (template.use !== undefined)
      mistakes.push({
        ...{ file, line: template.use.line, field: 'Use' },
        message: 'Only a template in a folder builds on another.',
      });
  }
  const list = resolve(codesFile);
  const text =
    codesFile.trim() === '' ? undefined : await read(list, longestCodes, (whole) => whole);
  const wrong = mistakesInCodes(text ?? '').slice(0, mostMistakes);
  mistakes.push(...wrong.map((one) => ({ file: list, field: '', ...one })));
  return { all, codes: parseCodes(text ?? ''), mistakes };
}

async function templatesIn(folder: string): Promise<readonly string[] | { message: string }> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT'
      ? []
      : { message: `Your templates cannot be read: ${messageOf(error)}.` };
  }
}
