/** `proofsheet keywords`: the user's own keyword list, in and out, in the forms of other programs. */
import { dirname, resolve } from 'node:path';
import { count, counted, listed } from '../amounts.ts';
import { StopError } from '../errors.ts';
import { isNamed } from '../files/if-there.ts';
import { makeFolder } from '../files/make-folder.ts';
import { replaceFile } from '../files/replace.ts';
import { assertRight, readListFile, remarkLine } from '../pipeline/archive/own-keyword-list.ts';
import { type ListEntry, type ListForm, listForms } from '../rules/keyword-list/entry.ts';
import { KeywordList } from '../rules/keyword-list/keyword-list.ts';
import type { ReadList } from '../rules/keyword-list/read-list.ts';
import { writeList } from '../rules/keyword-list/write-list.ts';
import { type Harmless, joined, printable, results, sequence } from '../terminal-output.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { oneNamed } from './did-you-mean.ts';
import { textOf } from './options.ts';

/** Notes that an import says; `keywords check` says all. */
const mostNotes = 5;

export async function importList(context: CommandContext): Promise<ExitCode> {
  const [file = ''] = context.arguments;
  const path = context.settings.keywordListPath;
  const read = await readListFile(resolve(file), formIn(context));
  assertRight(file, read, `Nothing was imported${moreMistakes(read)}`);
  const before = isNamed(path) ? await readListFile(path) : undefined;
  const isAdded = context.options['add'] === true;
  if (isAdded && before !== undefined) assertRight(path, before, 'The list that is there is wrong');
  const entries = [...(isAdded ? (before?.entries ?? []) : []), ...read.entries];
  makeFolder(dirname(path), 0o700);
  if (before !== undefined)
    await replaceFile(earlier(path), writeList(before.entries, 'lightroom'));
  await replaceFile(path, writeList(entries, 'lightroom'));
  const { form, notes } = read;
  if (!context.json) sayNotes(context, file, notes);
  return tell(context, { file, form, path, ...amountsOf(entries), notes }, [
    `${isAdded ? 'Added' : 'Imported'} ${inWords(read.entries)}, ${formWords[form]}.`,
    `Your list: ${path}`,
    ...(before ? [`The one before, ${inWords(before.entries)}: ${earlier(path)}`] : []),
  ]);
}

function sayNotes({ say }: CommandContext, file: string, notes: ReadList['notes']): void {
  for (const note of notes.slice(0, mostNotes)) say(remarkLine(file, note));
  const left = notes.length - mostNotes;
  if (left > 0) say(`${count(left)} more: \`proofsheet keywords check FILE\` lists them.`);
}

const formWords: Readonly<Record<ListForm, string>> = {
  lightroom: 'read as a tree',
  'photo-mechanic': 'read as a tree',
  flat: 'read as a flat list',
};

function moreMistakes({ mistakes }: ReadList): string {
  return mistakes.length < 2 ? '' : `; the list has ${counted(mistakes.length, 'mistake')}`;
}

const earlier = (path: string) => path.replace(/\.txt$/, '-before.txt');

export async function exportList(context: CommandContext): Promise<ExitCode> {
  const file = textOf(context, 'out') ?? '';
  const { entries } = await ownList(context);
  const form = formIn(context) ?? 'lightroom';
  if (file !== '') {
    await replaceFile(resolve(file), writeList(entries, form));
    return tell(context, { file, form, ...amountsOf(entries) }, [`${file}: ${inWords(entries)}.`]);
  }
  if (context.json) context.printJson(entries.map(({ line: _, ...entry }) => entry));
  else results().write(joined(writeList(entries, form).trimEnd().split('\n').map(printedLine)));
  return 0;
}

/** A line of a list with its tabs. */
function printedLine(text: string): Harmless {
  const words = text.replace(/^\t+/, '');
  const tabs = Array.from({ length: text.length - words.length }, () => sequence`\t`);
  return sequence`${joined(tabs)}${printable(words)}\n`;
}

/** How large the list is; or where a word stands in it, and what belongs to it. */
export async function show(context: CommandContext): Promise<ExitCode> {
  const { entries } = await ownList(context);
  const word = context.arguments.join(' ').trim();
  const path = context.settings.keywordListPath;
  if (word !== '') return showWord(context, new KeywordList([entries]), word);
  return tell(context, { path, ...amountsOf(entries) }, [
    `${inWords(entries)}: ${path}`,
    '`proofsheet keywords export` prints it; `proofsheet keywords show WORD` looks a word up.',
  ]);
}

function showWord(context: CommandContext, list: KeywordList, word: string): ExitCode {
  const spelling = list.likest(word);
  if (spelling === undefined) {
    tell(context, { word, spelling: null }, [`"${word}" is not in your list.`]);
    return 1;
  }
  const paths = list.pathsOf(spelling, []);
  const parents = list.additionsOf(spelling, [], 'parents');
  const synonyms = list.additionsOf(spelling, [], 'synonyms');
  return tell(context, { word, spelling, paths, parents, synonyms }, [
    spelling,
    ...paths.map((path) => `  in the tree: ${path.join(' > ')}`),
    `  brought along by keywords.add: ${listed([...parents, ...synonyms]) || 'nothing'}`,
  ]);
}

/** Says line by line what is wrong with a list, or worth knowing. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const [given] = context.arguments;
  const file = given ?? context.settings.keywordListPath;
  const read =
    given === undefined
      ? await ownList(context)
      : await readListFile(resolve(given), formIn(context));
  const { mistakes, notes, form, entries } = read;
  const isRight = mistakes.length === 0;
  tell(context, { file, form, ...amountsOf(entries), mistakes, notes }, [
    ...mistakes.map((mistake) => remarkLine(file, mistake)),
    ...notes.map((note) => `${remarkLine(file, note)} (A note.)`),
    ...(isRight ? [`${file} is right: ${inWords(entries)}, ${formWords[form]}.`] : []),
  ]);
  return isRight ? 0 : 1;
}

async function ownList({ settings: { keywordListPath: path } }: CommandContext): Promise<ReadList> {
  if (isNamed(path)) return readListFile(path);
  throw new StopError(
    'nothing-to-do',
    'You have no keyword list.',
    'Import one: `proofsheet keywords import LIST`.',
  );
}

function formIn(context: CommandContext): ListForm | undefined {
  const form = textOf(context, 'form');
  if (form === undefined) return undefined;
  return oneNamed(form, listForms, {
    message: `There is no form ${JSON.stringify(form)}.`,
    advice: `A list can be ${listForms.join(', ')}.`,
  });
}

function amountsOf(entries: readonly ListEntry[]) {
  const keywords = entries.filter(({ isExported }) => isExported).length;
  return {
    keywords,
    categories: entries.length - keywords,
    synonyms: entries.reduce((sum, { synonyms }) => sum + synonyms.length, 0),
    levels: entries.reduce((most, { level }) => Math.max(most, level + 1), 0),
  };
}

/** `1,200 keywords in 4 levels, 300 synonyms and 12 categories` */
function inWords(entries: readonly ListEntry[]): string {
  const { keywords, categories, synonyms, levels } = amountsOf(entries);
  return listed([
    `${counted(keywords, 'keyword')}${levels > 1 ? ` in ${count(levels)} levels` : ''}`,
    ...(synonyms > 0 ? [counted(synonyms, 'synonym')] : []),
    ...(categories > 0 ? [counted(categories, 'category', 'categories')] : []),
  ]);
}
