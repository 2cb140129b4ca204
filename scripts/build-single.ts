/**
 * Makes one file of the program, Node, sharp and ExifTool, for the Linux that it runs on: `single/proofsheet`. It is a
 * single executable application of Node (https://nodejs.org/api/single-executable-applications.html). ExifTool's Perl is
 * not in it. To be run after `npm run build`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const injector = 'postject@1.0.0-alpha.6';
/** By which postject finds the place in Node that says whether something was injected. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

if (process.platform !== 'linux')
  throw new Error('This has been tried on Linux only; see docs/platforms.md.');

const folder = 'single';
const at = (name: string) => join(folder, name);
const run = (command: string, ...words: readonly string[]) =>
  execFileSync(command, [...words], { stdio: ['ignore', 'inherit', 'inherit'] });

/** What stands outside the bundle, as scripts/bundle.ts says, with what that needs. */
const packages = [
  ...['sharp', 'detect-libc', 'semver', 'exiftool-vendored.pl'],
  ...readdirSync('node_modules/@img').map((name) => `@img/${name}`),
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(at('tree/node_modules/proofsheet'), { recursive: true });
for (const name of ['dist', 'package.json', 'LICENSE'])
  cpSync(name, at(`tree/node_modules/proofsheet/${name}`), { recursive: true });
for (const name of packages)
  cpSync(`node_modules/${name}`, at(`tree/node_modules/${name}`), {
    recursive: true,
    dereference: true,
  });
run('tar', '-C', at('tree'), '-czf', at('tree.tgz'), '.');
const hash = createHash('sha256')
  .update(readFileSync(at('tree.tgz')))
  .digest('hex')
  .slice(0, 16);
writeFileSync(at('hash'), hash);
await build({
  input: 'scripts/start-single.ts',
  platform: 'node',
  output: { file: at('start.cjs'), format: 'cjs' },
});
const config = {
  ...{ main: at('start.cjs'), output: at('blob'), disableExperimentalSEAWarning: true },
  assets: { tree: at('tree.tgz'), hash: at('hash') },
  // Its start asks for Node's usual way of importing, which Node calls an experiment.
  execArgv: ['--disable-warning=ExperimentalWarning'],
};
writeFileSync(at('sea.json'), JSON.stringify(config));
run(process.execPath, '--experimental-sea-config', at('sea.json'));
copyFileSync(process.execPath, at('proofsheet'));
run(
  'npx',
  '--yes',
  injector,
  at('proofsheet'),
  'NODE_SEA_BLOB',
  at('blob'),
  '--sentinel-fuse',
  fuse,
);
for (const name of ['tree', 'tree.tgz', 'hash', 'start.cjs', 'sea.json', 'blob'])
  rmSync(at(name), { recursive: true });
