/**
 * What can do harm has one door, or a few, each with its own lock. This table says where each may stand; whoever needs
 * another place has to say here why what goes through it is harmless. docs/security.md promises what it keeps.
 */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsOf } from './helpers/source-facts.ts';

type Door = {
  readonly what: string;
  /** Found in the facts of a file (`factsOf`), or in its code without comments. */
  readonly facts?: RegExp;
  readonly code?: RegExp;
  /** Where it stands, below src. */
  readonly places: readonly string[];
};

const doors: readonly Door[] = [
  {
    what: 'starts other programs, which never get the key',
    facts: /^import (?:node:)?(?:child_process|cluster)\b/,
    places: ['files/child.ts'],
  },
  {
    what: 'starts threads, whose code is in the source',
    facts: /^(?:import (?:node:)?worker_threads|new (?:Shared)?Worker)\b/,
    places: ['catalog/vacuum.ts'],
  },
  {
    what: 'makes code of texts',
    facts:
      /^(?:import (?:node:)?(?:vm|repl|inspector)\b|(?:call|new) (?:eval|Function)\b|import of)/,
    places: [],
  },
  {
    what: 'loads modules by name, of packages that are named in the source',
    facts: /^import (?:node:)?module\b/,
    // The compile cache; the dictionaries; the list of offensive words; the widths of letters.
    places: [
      ...['cli.ts', 'pipeline/review/dictionary.ts', 'rules/texts/offensive.ts'],
      'ui/text/width.ts',
    ],
  },
  {
    what: 'calls the network, within the bounds',
    facts: /^name (?:fetch|WebSocket|EventSource|XMLHttpRequest)$|^import undici\b/,
    // The client takes no fetch but one that `boundedFetch` has made; the upload is one that it is made of.
    places: ['openai/bounded-fetch.ts', 'openai/client.ts', 'openai/watched-upload.ts'],
  },
  {
    what: 'opens sockets',
    facts: /^import (?:node:)?(?:https?|http2|tls|dgram|dns)\b/,
    places: [
      // It tells Node's own client of the proxy, and opens none itself.
      'proxy.ts',
      // To the one service that the user has named, within the bounds of transports.
      'transports/http.ts',
    ],
  },
  {
    what: 'knows what a socket is, for a terminal that is one and for connections of servers that take files',
    facts: /^import (?:node:)?net\b/,
    places: ['terminal-output.ts', 'transports/gathering-socket.ts'],
  },
  {
    what: 'makes a client of the service',
    facts: /^import openai [*a-zA-Z]/,
    places: ['openai/client.ts'],
  },
  {
    what: 'makes temporary folders, private and removed',
    facts: /^import node:fs(?:\/promises)? mkdtemp|^import node:os tmpdir$/,
    places: ['files/private-folder.ts'],
  },
  {
    what: 'makes folders',
    facts: /^import node:fs(?:\/promises)? mkdir/,
    places: ['files/make-folder.ts'],
  },
  {
    what: 'asks whether a process lives',
    code: /process\.kill\((?!0, 'SIGTSTP')/,
    places: ['files/processes.ts'],
  },
  {
    what: 'reads files by a name, whatever lies there',
    facts:
      /^import node:fs(?:\/promises)? (?:\*|default|read(?:File|v|link|lines).*|createReadStream)$/,
    places: [
      // Behind `assertFileAt`, which lets small regular files pass alone.
      'catalog/lock.ts',
      // Files of packages.
      'exiftool/town-map.ts',
      // What the system says of processes.
      'files/processes.ts',
      // The photo and its copy, which have just been measured.
      'pipeline/review/dictionary.ts',
      'rehearsal/sample.ts',
      // The user's own settings.
      'settings-file.ts',
    ],
  },
  {
    what: 'opens files by itself',
    facts: /^import node:fs(?:\/promises)? open(?:Sync|AsBlob)?$/,
    places: [
      // New ones (`wx`), and copies that were just made.
      'catalog/backups.ts',
      'catalog/exchange.ts',
      'files/one-at-a-time.ts',
      'files/open-file.ts',
      'files/replace.ts',
      // Only to bring to the disk what has been written.
      'files/sync.ts',
      'files/work-folder.ts',
      // A batch file that was just written.
      'openai/client.ts',
      'pipeline/ask/batch-file.ts',
      // Without following links.
      'pipeline/ask/kept-replies.ts',
      'pipeline/embed/write-spliced.ts',
      // A copy in the folder that the user has named.
      'transports/folder.ts',
    ],
  },
  {
    what: 'writes files by a name',
    facts:
      /^import node:fs(?:\/promises)? (?:(?:write|append|copy)File(?:Sync)?|cp(?:Sync)?|createWriteStream|(?:sym)?link(?:Sync)?|truncate.*)$/,
    places: [
      'catalog/exchange.ts',
      'catalog/lock.ts',
      'exiftool/write.ts',
      'files/streams.ts',
      'last-words.ts',
      // A new file (`wx`) beside the one it becomes.
      'pipeline/deliver/csv-files.ts',
      'openai/client.ts',
      'preview/store.ts',
      'ui/terminal/external-programs.ts',
    ],
  },
  {
    what: 'opens databases, of which those of strangers are distrusted',
    facts: /^new DatabaseSync\b/,
    places: [
      'catalog/database.ts',
      // In memory, to compare with.
      'catalog/own-schema.ts',
      // In a thread that has nothing but its own text.
      'catalog/vacuum.ts',
    ],
  },
  {
    what: 'asks the catalog',
    code: /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\s/,
    places: ['catalog/'],
  },
  {
    what: 'decodes pictures, within a budget of pixels and memory',
    facts: /^call sharp\b/,
    places: [
      // Previews, which `make.ts` has made.
      'preview/grey.ts',
      'preview/make.ts',
      // Within the same budget, by what their heads say.
      'preview/other.ts',
      'rehearsal/sample-metadata.ts',
      'ui/terminal/pictures.ts',
      'ui/terminal/sixel.ts',
    ],
  },
  {
    what: 'parses XML, after it was judged',
    facts: /^new XMLParser\b/,
    places: ['xmp/tree.ts'],
  },
  {
    what: 'unpacks, and no more than may be there',
    facts:
      /^import node:zlib (?:\*|default|create|inflate|gunzip|unzip|brotliDecompress|zstdDecompress)/,
    // The second unpacks a file of our own package.
    places: ['files/unpacked.ts', 'pipeline/review/dictionary.ts'],
  },
  {
    what: 'parses JSON, and checks or doubts what comes out',
    facts: /^call JSON\.parse\b/,
    places: [
      // Columns of the catalog become values in shapes.ts and meta.ts; the others read lists that a query of ours made, and
      // the file beside the lock.
      'catalog/shapes.ts',
      'catalog/meta.ts',
      'catalog/catalog.ts',
      'catalog/scan-totals.ts',
      'catalog/lock.ts',
      // Bytes from outside: each catches what is no JSON, and looks at the type of what is.
      'files/json-records.ts',
      'parsed-json.ts',
      'pipeline/ask/batch-file.ts',
      // A line of our own, to see that it is JSON.
      'pipeline/ask/make-request.ts',
      // The user's own files; what is wrong in them is said.
      'settings-file.ts',
      'ui/open.tsx',
    ],
  },
  {
    what: 'joins names to folders that are no constants',
    facts: /^call (?:path\.)?(?:join|resolve) with names$/,
    places: [
      // The door for names from outside: out of tables, from the service, from links.
      'files/inside.ts',
      // Names that a folder has just been found to have, which are no paths.
      'files/walk.ts',
      'files/private-folder.ts',
      'files/temporary.ts',
      'files/work-folder.ts',
      'pipeline/archive/check-folder.ts',
      'pipeline/ask/batch-folder.ts',
      'pipeline/ask/recall-answers.ts',
      'pipeline/scan/changed-files.ts',
      'pipeline/scan/left-out.ts',
      'xmp/find.ts',
      'xmp/find-raw.ts',
      'xmp/watch.ts',
      // Names of our own: constants, numbers, days, random ones.
      'catalog/backups.ts',
      'catalog/catalog.ts',
      'catalog/check.ts',
      'catalog/exchange.ts',
      'catalog/faults.ts',
      'catalog/lock-support.ts',
      'compile-cache.ts',
      'exiftool/town-map.ts',
      'exiftool/write.ts',
      'files/sample-marker.ts',
      'pipeline/archive/archive.ts',
      'pipeline/archive/own-outlets.ts',
      'pipeline/archive/own-templates.ts',
      'pipeline/compare/side-archive.ts',
      'pipeline/rebuild/rebuild.ts',
      'pipeline/review/dictionary.ts',
      'preview/store.ts',
      'rehearsal/sample.ts',
      'ui/terminal/external-programs.ts',
      // What the user has typed on the command line or in a setting; names of backups that were found.
      'pipeline/archive/own-keyword-list.ts',
      'commands/catalog.ts',
      'commands/undo.ts',
      // Not `resolve` of paths, but a promise's or a function's own.
      'xmp/tree.ts',
    ],
  },
  {
    what: 'makes regular expressions while it runs',
    facts: /^(?:new|call) RegExp in a function$/,
    places: [
      // Words from outside, each sign of a pattern in them escaped.
      'rules/keywords/terms.ts',
      'rules/places/folders.ts',
      'rules/texts/remove-phrase.ts',
      'secrets.ts',
      // Of constants and data files alone.
      'pipeline/review/typed-date.ts',
      'rules/answers/answer-labels.ts',
      'rules/datelines/said-date.ts',
      'rules/keywords/date-keywords.ts',
      'rules/texts/camera-settings.ts',
      'rules/texts/passages.ts',
      'rules/texts/patterns.ts',
    ],
  },
  {
    what: 'ends the process',
    code: /process\.exit\(|process\.argv/,
    places: ['cli.ts', 'commands/'],
  },
  {
    what: 'prints, and so makes everything harmless for the terminal',
    // To ask how large it is, or whether it is one, is no writing.
    code: /\bprocess\.std(?:out|err)\b(?!\.(?:isTTY|columns|rows|on)\b)|=\s*process\s*;|\bprocess\[/,
    places: [
      // Fixed words, where the rest of the program is not there yet.
      'cli.ts',
      // What is typed is echoed by the system's own line editor.
      'commands/ask.ts',
      'terminal-output.ts',
      // The screen and the clipboard take `Harmless` alone.
      'ui/open.tsx',
    ],
  },
  {
    what: 'prints past all that',
    code: /\bconsole\.(?!ts)\w+\(|\bwriteSync\([12],/,
    places: [],
  },
  {
    what: 'gives Ink text, which is painted',
    code: /<(?:Text|Static|Transform|Newline)\b|\b(?:Text|Static|Transform)\b[^;]*from 'ink'/,
    places: ['ui/widgets/painted.tsx'],
  },
  {
    what: 'calls a text harmless',
    code: /\bas (?:unknown as )?Harmless\b/,
    places: [
      'terminal-output.ts',
      // What Ink writes: its own sequences around painted text.
      'ui/terminal/screen.ts',
    ],
  },
  {
    what: 'speaks to ExifTool, after each argument was checked',
    facts: /^call (?:this\.)?\w*\.?argumentLines\b/,
    places: ['exiftool/pool.ts'],
  },
];

const files = globSync('src/**/*.{ts,tsx}')
  .sort()
  .map((path) => ({
    path: path.slice('src/'.length),
    facts: [...factsOf(path)],
    code: readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

const goesThrough = ({ facts, code }: (typeof files)[number], door: Door) =>
  (door.facts !== undefined && facts.some((fact) => door.facts?.test(fact))) ||
  door.code?.test(code) === true;
const isAt = (path: string, place: string) =>
  place.endsWith('/') ? path.startsWith(place) : path === place;

describe.each(doors)('what $what', (door) => {
  const found = files.filter((file) => goesThrough(file, door)).map(({ path }) => path);

  it('stands where its table says', () => {
    const elsewhere = found.filter((path) => !door.places.some((place) => isAt(path, place)));
    expect(elsewhere).toEqual([]);
  });

  it('is still there, wherever the table says so', () => {
    const gone = door.places.filter((place) => !found.some((path) => isAt(path, place)));
    expect(gone).toEqual([]);
  });
});
