/** The licences of what the bundle holds, as its own account of its inputs names it, and of the data in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSources } from './data-sources.ts';

type Bundled = {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly license: string;
  readonly homepage: string;
  readonly text: string;
};

/** Folders of packages of which code or data got into the bundle, sorted: `/.../node_modules/ink`. */
function bundledFolders(files: readonly string[]): string[] {
  const folders = files.map(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0],
  );
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted();
}

/** The text of the file that names them all. @throws Error where a package declares no licence */
export function licenseFile(files: readonly string[]): string {
  const packages = bundledFolders(files).map(read);
  return [
    'proofsheet carries the programs and data named here. Each is followed by its licence.',
    ...packages.map(
      ({ name, version, license, homepage, text }) =>
        `${rule}\n${name} ${version} (${license})\n${homepage}\n\n${text}`,
    ),
    ...dataSources.map(
      ({ name, license, homepage, file }) =>
        `${rule}\nData: ${name} (${license})\n${homepage}${file === undefined ? '' : `\n\n${textOf(file)}`}`,
    ),
    '',
  ].join('\n\n');
}

const rule = '-'.repeat(80);

function read(folder: string): Bundled {
  const manifest: {
    name: string;
    version: string;
    license?: string;
    /** As npm wanted it long ago. */
    licenses?: readonly { type: string }[];
    homepage?: string;
    author?: string | { name: string };
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, homepage = `https://www.npmjs.com/package/${name}` } = manifest;
  const license = manifest.license ?? manifest.licenses?.[0]?.type;
  if (license === undefined) throw new Error(`${name} declares no licence`);
  const files = readdirSync(folder).filter((file) =>
    /^(?:licen[cs]e|copying|notice)\b/i.test(file),
  );
  const { author } = manifest;
  const holder = typeof author === 'object' ? author.name : author;
  const text =
    files.length > 0
      ? files.map((file) => textOf(join(folder, file))).join('\n\n')
      : declared(license, holder ?? `the authors of ${name}`);
  return { name, version, license, homepage, text };
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim();
}

/** For packages that name their licence and leave its text out. */
function declared(license: string, holder: string): string {
  if (license === 'Apache-2.0') return textOf('node_modules/sharp/LICENSE');
  if (license !== 'MIT') throw new Error(`No text of the licence ${license} is at hand`);
  const mit = textOf('LICENSE');
  return mit.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
