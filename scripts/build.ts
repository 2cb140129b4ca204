/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundle } from './bundle.ts';
import { licenseFile } from './package/licenses.ts';
import { manPage } from './package/man-page.ts';

rmSync('dist', { recursive: true, force: true });
const metafile = await bundle({ cli: 'src/cli.ts', xmp: 'src/xmp/index.ts' }, 'dist');
mkdirSync('man', { recursive: true });
writeFileSync('man/proofsheet.1', manPage());
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licenseFile(metafile));
cpSync('src/rehearsal/sample', 'dist/sample', {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync('dist/cli.js', 0o755);
