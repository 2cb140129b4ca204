/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundle, type Layer } from './bundle.ts';
import { licenseFile } from './package/licenses.ts';
import { manPage } from './package/man-page.ts';

rmSync('dist', { recursive: true, force: true });
/** What every start needs, what every command on an archive needs, and what reading its files needs. */
const layers: readonly Layer[] = [
  {
    name: 'start',
    of: [
      ...['commands/run-command-line.ts', 'commands/exit-code.ts'],
      ...['other-voices.ts', 'terminal-output.ts'],
    ],
  },
  { name: 'archive', of: ['commands/context.ts'] },
  { name: 'xmp', of: ['xmp/index.ts'] },
  { name: 'scan', of: ['pipeline/scan/scan.ts'] },
];
const files = [
  ...(await bundle({ cli: 'src/cli.ts' }, 'dist', layers)),
  // By itself, so that who uses the library loads nothing of the program.
  ...(await bundle({ xmp: 'src/xmp/index.ts' }, 'dist')),
];
mkdirSync('man', { recursive: true });
writeFileSync('man/proofsheet.1', manPage());
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licenseFile(files));
cpSync('src/rehearsal/sample', 'dist/sample', {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync('dist/cli.js', 0o755);
