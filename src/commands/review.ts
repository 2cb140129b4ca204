/**
 * `proofsheet review`: the screen at the review; or, without it, accepting what no check flagged, and texts as lines
 * of JSON for scripts and other programs.
 */
import { counted } from '../amounts.ts';
import { photosByPath } from '../catalog/sidecars.ts';
import { StopError } from '../errors.ts';
import { type JsonRecord, readJsonRecords } from '../files/json-records.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { acceptSuggestions } from '../pipeline/review/accept.ts';
import { openChecker } from '../pipeline/review/checker.ts';
import { openEnglish } from '../pipeline/review/dictionary.ts';
import { selectPhotos } from '../pipeline/review/selection.ts';
import { exportTexts, importTexts } from '../pipeline/review/texts.ts';
import { type CommandContext, type ExitCode, finish, tell } from './command.ts';
import { selectionIn } from './context.ts';
import { showScreen } from './show-screen.ts';

export async function run(context: CommandContext): Promise<ExitCode> {
  const { acceptClean, acceptAll, export: isExport, import: file } = context.options;
  const tasks = [acceptClean, acceptAll, isExport, file].filter((task) => task !== undefined);
  if (tasks.length > 1)
    throw new StopError(
      'usage',
      '--accept-clean, --accept-all, --export and --import do not go together.',
      'Use one of them, or none to review on the screen.',
    );
  if (typeof file === 'string' && selectionIn(context) !== undefined)
    throw new StopError(
      'usage',
      '--import takes every line of its file; --only and --where do not go with it.',
      'Leave them out, or take lines out of the file.',
    );
  return context.inArchive(
    async (archive) => {
      if (isExport === true) return printTexts(context, archive);
      if (typeof file === 'string') return takeTexts(context, archive, file);
      if (acceptClean === true || acceptAll === true) {
        const which = acceptAll === true ? 'all' : 'clean';
        return finish(context, await acceptSuggestions(context.stages(archive), which));
      }
      return showScreen(context, archive, { at: 'review', filter: filterIn(context, archive) });
    },
    { readOnly: isExport === true, choosesLater: typeof file === 'string' || tasks.length === 0 },
  );
}

/** What the screen opens with: --only and --where as one filter. @throws StopError where they mean no photo */
function filterIn(context: CommandContext, archive: Archive): string | undefined {
  const selection = selectionIn(context);
  if (selection === undefined) return undefined;
  selectPhotos(archive, selection);
  const { only, where } = selection;
  const paths = only.map((pattern) => `"${pattern.replaceAll('"', '?')}"`).join(',');
  return [...(paths === '' ? [] : [`path:${paths}`]), ...where].join(' ');
}

function printTexts(context: CommandContext, { catalog }: Archive): ExitCode {
  catalog.snapshot(() => {
    for (const page of photosByPath(catalog))
      for (const line of exportTexts(catalog, page)) context.printRecord(line);
  });
  return 0;
}

/** All are taken in as one step, so that all are held in memory. */
const mostCharacters = 256 * 1024 * 1024;

async function takeTexts(
  context: CommandContext,
  { catalog, settings, keywordList }: Archive,
  file: string,
): Promise<ExitCode> {
  const records: JsonRecord[] = [];
  let characters = 0;
  for await (const group of readJsonRecords(file))
    for (const record of group) {
      // Its values are enough.
      records.push({ ...record, text: '' });
      characters += record.text.length;
      if (characters > mostCharacters)
        throw new StopError(
          'usage',
          `The file ${file} has more text than a million photos.`,
          'Check that it is the right file, or import it in parts.',
        );
    }
  await openEnglish();
  const checker = openChecker(catalog, settings, undefined, keywordList());
  const imported = importTexts(catalog, checker, records);
  const { changed, unchanged, refused, faulty } = imported;
  const remarks = [...refused, ...faulty].sort((a, b) => a.line - b.line);
  const parts = [
    `${changed} changed`,
    `${unchanged} as they were`,
    ...(faulty.length > 0 ? [`${faulty.length} accepted with problems or doubts`] : []),
    ...(refused.length > 0 ? [`${counted(refused.length, 'line')} not taken`] : []),
  ];
  tell(context, imported, [
    ...remarks.map(({ line, message }) => `${file}, line ${line}: ${message}`),
    `Texts: ${parts.join(', ')}.`,
  ]);
  return refused.length > 0 ? 1 : 0;
}
