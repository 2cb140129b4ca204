/** Keeps the directions that ARCHITECTURE.md promises: who may import whom, and who alone may import a package. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A folder of src may import itself and these; single files at the root are named by themselves. */
const allowed: Record<string, readonly string[]> = {
  'amounts.ts': [],
  'caseless.ts': [],
  'parsed-json.ts': [],
  'photo.ts': [],
  'secrets.ts': [],
  'errors.ts': ['secrets.ts'],
  'terminal-output.ts': ['files', 'secrets.ts'],
  'proxy.ts': ['errors.ts', 'secrets.ts'],
  'compile-cache.ts': ['files'],
  'home.ts': [],
  'other-voices.ts': ['errors.ts'],
  'last-words.ts': ['compile-cache.ts', 'errors.ts', 'files', 'terminal-output.ts'],
  'api-key.ts': ['errors.ts'],
  'password-command.ts': ['errors.ts', 'secrets.ts', 'files'],
  'setting-kinds.ts': ['metadata'],
  'ask-settings.ts': ['setting-kinds.ts'],
  'outlet-settings.ts': ['setting-kinds.ts'],
  'settings.ts': ['ask-settings.ts', 'errors.ts', 'setting-kinds.ts', 'outlet-settings.ts'],
  'settings-file.ts': ['errors.ts', 'files', 'secrets.ts', 'settings.ts'],
  metadata: ['amounts.ts'],
  rules: ['amounts.ts', 'parsed-json.ts', 'photo.ts', 'metadata'],
  jpeg: ['photo.ts', 'errors.ts', 'metadata', 'files'],
  files: ['amounts.ts', 'caseless.ts', 'errors.ts', 'parsed-json.ts'],
  transports: ['errors.ts', 'files'],
  preview: ['amounts.ts', 'photo.ts', 'errors.ts', 'files', 'jpeg'],
  catalog: ['caseless.ts', 'photo.ts', 'errors.ts', 'files', 'rules', 'metadata', 'jpeg'],
  xmp: ['caseless.ts', 'photo.ts', 'errors.ts', 'files', 'rules', 'metadata'],
  exiftool: ['parsed-json.ts', 'photo.ts', 'errors.ts', 'files', 'rules', 'jpeg', 'metadata'],
  openai: [
    'amounts.ts',
    'parsed-json.ts',
    'photo.ts',
    'errors.ts',
    'proxy.ts',
    'secrets.ts',
    'api-key.ts',
    'files',
    'rules',
    'jpeg',
  ],
  rehearsal: ['amounts.ts', 'photo.ts', 'errors.ts', 'files', 'rules', 'jpeg'],
  pipeline: [
    'amounts.ts',
    'caseless.ts',
    'photo.ts',
    'errors.ts',
    'api-key.ts',
    'proxy.ts',
    'setting-kinds.ts',
    'settings.ts',
    'files',
    'rules',
    'metadata',
    'jpeg',
    'preview',
    'catalog',
    'xmp',
    'exiftool',
    'openai',
    'transports',
  ],
  ui: [
    'amounts.ts',
    'photo.ts',
    'errors.ts',
    'secrets.ts',
    'terminal-output.ts',
    'last-words.ts',
    'other-voices.ts',
    'settings.ts',
    'settings-file.ts',
    'files',
    'rules',
    'metadata',
    'preview',
    'pipeline',
    'catalog',
  ],
  commands: [
    'amounts.ts',
    'photo.ts',
    'errors.ts',
    'password-command.ts',
    'secrets.ts',
    'terminal-output.ts',
    'last-words.ts',
    'api-key.ts',
    'settings.ts',
    'outlet-settings.ts',
    'settings-file.ts',
    'files',
    'rules',
    'metadata',
    'catalog',
    'pipeline',
    'rehearsal',
    'ui',
  ],
  'cli.ts': ['compile-cache.ts', 'home.ts', 'other-voices.ts', 'terminal-output.ts', 'commands'],
};

/** Folders of the pipeline, and the others of them that each may use. */
const slices: Record<string, readonly string[]> = {
  archive: [],
  review: ['archive'],
  scan: ['archive', 'review', 'sidecars'],
  ask: ['archive', 'review'],
  compare: ['archive', 'ask', 'review'],
  learn: ['archive'],
  sidecars: ['archive', 'review'],
  embed: ['archive', 'review', 'sidecars'],
  deliver: ['archive', 'embed', 'review'],
  session: ['archive', 'review', 'sidecars'],
  rebuild: ['archive', 'ask', 'scan', 'sidecars'],
};

/** Packages that one folder alone may import. */
const owners: Record<string, string> = {
  openai: 'openai',
  'gpt-tokenizer': 'openai',
  'exiftool-vendored': 'exiftool',
  '@rapideditor/country-coder': 'exiftool',
  'fast-xml-parser': 'xmp',
  '@nodable/entities': 'rules',
  '@2toad/profanity': 'rules',
  '@humanwhocodes/momoa': 'rules',
  'csv-parse': 'rules',
  'csv-stringify': 'rules',
  'node:sqlite': 'catalog',
  ink: 'ui',
  react: 'ui',
  'cspell-trie-lib': 'pipeline',
  'basic-ftp': 'transports',
  ssh2: 'transports',
  aws4fetch: 'transports',
  conf: 'settings-file.ts',
  'env-paths': 'settings-file.ts',
  commander: 'commands',
  sixel: 'ui',
  'openai-stand-in': 'rehearsal',
};

type Import = { file: string; from: string; to: string };

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** The folder of src (or file at its root) that a path lies in. */
function placeOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** The folder of the pipeline that a path lies in, or the file at its root. */
function sliceOf(path: string): string {
  return path.split('/')[2] ?? '';
}

/** Files from which imports lead back to themselves, each with the way. */
function circlesOf(all: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, to } of all)
    if (to.startsWith('.'))
      next.set(file, [...(next.get(file) ?? []), normalize(join(dirname(file), to))]);
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file);
    if (at !== -1) circles.push([...way.slice(at), file].join(' > '));
    if (at !== -1 || done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return circles;
}

const imports: Import[] = filesOf('src').flatMap((file) =>
  importsOf(file).map((to) => ({ file, from: placeOf(file), to })),
);

describe('the structure', () => {
  it('has files to judge', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports only in the promised directions', () => {
    const wrong = imports
      .filter(({ to }) => to.startsWith('.'))
      .map((one) => ({ ...one, target: placeOf(normalize(join(dirname(one.file), one.to))) }))
      .filter(({ from, target }) => target !== '' && target !== from)
      .filter(({ from, target }) => !(allowed[from] ?? []).includes(target))
      .filter(({ to }) => !to.endsWith('package.json'))
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('lets stages use each other only in the promised directions', () => {
    const wrong = imports
      .filter(({ from, to }) => from === 'pipeline' && to.startsWith('.'))
      .map(({ file, to }) => ({ file, to: normalize(join(dirname(file), to)) }))
      .filter(({ to }) => placeOf(to) === 'pipeline')
      .map((one) => ({ ...one, from: sliceOf(one.file), target: sliceOf(one.to) }))
      .filter(({ from, target }) => from in slices && target !== from)
      .filter(({ from, target }) => !(slices[from] ?? []).includes(target))
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('has no file that needs itself, by whatever way', () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it('lets each package of the outside in through one door', () => {
    const wrong = imports
      .map((one) => ({ ...one, owner: ownerOf(one.to) }))
      .filter(({ from, owner }) => owner !== undefined && owner !== from)
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('keeps the packages apart from the program and from each other', () => {
    const wrong = readdirSync('packages').flatMap((name) =>
      filesOf(join('packages', name, 'src'))
        .flatMap((file) => importsOf(file).map((to) => ({ file, to })))
        .filter(({ to }) => to.startsWith('.'))
        .filter(
          ({ file, to }) => !join(dirname(file), to).startsWith(join('packages', name, 'src')),
        )
        .map(({ file, to }) => `${file} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });
});

function ownerOf(specifier: string): string | undefined {
  const entry = Object.entries(owners).find(
    ([name]) => specifier === name || specifier.startsWith(`${name}/`),
  );
  return entry?.[1];
}
