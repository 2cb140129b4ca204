/** Types and lint side by side, then the build; what each has to say comes when it has ended. Fails when one of them does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** @returns whether it found nothing wrong */
async function passes(script: string): Promise<boolean> {
  const child = spawn(`npm run -s ${script} 2>&1`, {
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  process.stdout.write(said);
  if (code !== 0) process.stdout.write(`npm run ${script} has failed.\n`);
  return code === 0;
}

const passed = await Promise.all(['typecheck', 'lint'].map(passes));
// Not beside them: lint may look into the folder that is built anew.
if (passed.includes(false) || !(await passes('build'))) process.exitCode = 1;
