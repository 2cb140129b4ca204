/**
 * `npm run measure-house`: how large the source is and how it is cut, measured over the syntax trees; `-- --json` for
 * all of it as JSON, `-- --list` with the circles and unused exports by name.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { circles, unusedExports } from './house/graph.ts';
import { readSource, type Source } from './house/read.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, list: { type: 'boolean' } } });

/** What is used from outside: the command and the published library. */
const entries = ['src/cli.ts', 'src/xmp/index.ts'];

const src = sourcesIn('src');
const packages = globSync('packages/*').sort();
const drawn = packages.map((folder) => ({ folder, sources: sourcesIn(`${folder}/src`) }));
const tests = sourcesIn('{test,packages/*/test}');
const others = [...drawn.flatMap(({ sources }) => sources), ...sourcesIn('{bench,scripts}')];
const judged = src.filter(({ path }) => !entries.includes(path));

const fileLines = src.map(({ lines }) => lines);
const functions = src.flatMap((file) =>
  file.functions.map(({ name, lines }) => ({ name: `${file.path}: ${name}`, lines })),
);
const functionLines = functions.map(({ lines }) => lines);
const figures = {
  lines: sum(fileLines),
  files: src.length,
  fileLines: spread(fileLines),
  functions: functions.length,
  functionLines: spread(functionLines),
  anys: sum(src.map(({ anys }) => anys)),
  circles: circles(src),
  exports: sum(src.map(({ exports }) => exports.length)),
  unused: unusedExports(judged, [...src, ...tests, ...others]),
  onlyForTests: unusedExports(judged, [...src, ...others]).length,
  commentLines: sum(src.map(({ commentLines }) => commentLines)),
  dataLines: sum(globSync('src/**/*.json').map((path) => newlines(readFileSync(path, 'utf8')))),
  testLines: sum(tests.map(({ lines }) => lines)),
  packages: drawn.map(({ folder, sources }) => ({
    folder,
    lines: sum(sources.map(({ lines }) => lines)),
    files: sources.length,
  })),
  folders: foldersOf(src),
};

if (values.json === true) console.log(JSON.stringify(figures, null, 2));
else print();

function sourcesIn(folder: string): Source[] {
  return globSync(`${folder}/**/*.{ts,tsx}`)
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
    .map(readSource);
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

type Spread = {
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
};

/** By nearest rank. */
function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { median: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

type Folder = { readonly folder: string; readonly lines: number; readonly files: number };

/** Every folder with all that is below it, in the order of a tree. */
function foldersOf(sources: readonly Source[]): Folder[] {
  const folders = new Map<string, { lines: number; files: number }>();
  for (const { path, lines } of sources) {
    const parts = path.split('/').slice(0, -1);
    for (const index of parts.keys()) {
      const folder = parts.slice(0, index + 1).join('/');
      const known = folders.get(folder) ?? { lines: 0, files: 0 };
      folders.set(folder, { lines: known.lines + lines, files: known.files + 1 });
    }
  }
  return [...folders]
    .map(([folder, counts]) => ({ folder, ...counts }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function print(): void {
  const { fileLines: file, functionLines: fn } = figures;
  for (const { folder, lines, files } of figures.folders) {
    const depth = folder.split('/').length - 1;
    const name = `${'  '.repeat(depth)}${folder.split('/').at(-1)}`;
    console.log(
      `${name.padEnd(28)}${shown(lines).padStart(8)} lines ${shown(files).padStart(5)} files`,
    );
  }
  for (const { folder, lines, files } of figures.packages)
    console.log(
      `${folder.padEnd(28)}${shown(lines).padStart(8)} lines ${shown(files).padStart(5)} files`,
    );
  console.log('');
  goal('lines in src', figures.lines, 38_500);
  goal('lines in packages', sum(figures.packages.map(({ lines }) => lines)), 5_500);
  goal('median lines of a file', file.median, 75);
  goal('longest file', file.max, 350);
  goal('function p90', fn.p90, 25);
  goal('any', figures.anys, 0);
  goal('import circles', figures.circles.length, 0);
  goal('unused exports', figures.unused.filter(({ isType }) => !isType).length, 0);
  console.log('');
  console.log(
    `Lines of a file: median ${file.median}, p90 ${file.p90}, p99 ${file.p99}, max ${file.max}`,
  );
  console.log(
    `Lines of a function: median ${fn.median}, p90 ${fn.p90}, p99 ${fn.p99}, max ${fn.max}; ${shown(figures.functions)} functions`,
  );
  console.log(
    `Comments: ${((100 * figures.commentLines) / figures.lines).toFixed(1)} % of the lines. Data: ${shown(figures.dataLines)} lines of JSON. Tests: ${shown(figures.testLines)} lines.`,
  );
  console.log(
    `Exports: ${shown(figures.exports)}. Imported by tests only: ${figures.onlyForTests - figures.unused.length}. Types imported nowhere: ${figures.unused.filter(({ isType }) => isType).length}; knip tells which of them no exported function needs.`,
  );
  if (values.list !== true) return;
  console.log(
    ['', 'Import circles:', ...figures.circles.map((group) => `  ${group.join(', ')}`)].join('\n'),
  );
  console.log(
    [
      '',
      'Unused exports:',
      ...figures.unused.map(
        ({ file, name, isType }) => `  ${file}: ${name}${isType ? ' (type)' : ''}`,
      ),
    ].join('\n'),
  );
  const longest = functions.toSorted((a, b) => b.lines - a.lines).slice(0, 10);
  console.log(
    ['', 'Longest functions:', ...longest.map(({ name, lines }) => `  ${lines} ${name}`)].join(
      '\n',
    ),
  );
}

function shown(number: number): string {
  return number.toLocaleString('en-US');
}

function goal(what: string, is: number, atMost: number): void {
  const sign = is <= atMost ? '✓' : '✗';
  console.log(`${sign} ${what.padEnd(26)}${shown(is).padStart(8)}   at most ${shown(atMost)}`);
}
