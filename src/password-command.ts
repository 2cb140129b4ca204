/** Passwords that another program keeps: `pass show photos`, as git and mail programs ask for them too. */
import { excerptOf, InterruptedError, StopError } from './errors.ts';
import { startProgram } from './files/child.ts';
import { platform } from './files/platform.ts';
import { rememberPassword } from './secrets.ts';

/** Characters that are taken of what the program prints, and milliseconds: somebody may have to unlock something. */
const longest = 10_000;
const patience = 120_000;

/**
 * Runs the command by the shell and gives the first line that it prints, which is remembered as a secret.
 * @param setting that holds the command, for messages
 * @throws StopError `settings-invalid`
 */
export async function passwordFrom(
  command: string,
  setting: string,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const { out, err, ending } = await ran(command, signal);
  const line = out.split(/\r?\n/, 1)[0] ?? '';
  rememberPassword(line);
  if (ending === 'ended' && line !== '') return line;
  const said = excerptOf(err);
  const why = ending === 'ended' ? 'it printed nothing' : ending;
  throw new StopError(
    'settings-invalid',
    `The command of ${setting} gave no password: ${why}${said === '' ? '' : ` (${said})`}.`,
    `Try it in a shell; it has to print the password as its first line: ${command}`,
  );
}

type Ran = { readonly out: string; readonly err: string; readonly ending: string };

function ran(command: string, signal: AbortSignal): Promise<Ran> {
  const isUnix = platform().shell === 'unix';
  return new Promise((resolve, reject) => {
    const child = isUnix
      ? startProgram('/bin/sh', ['-c', command], { stdio: 'pipe' })
      : startProgram(command, [], { stdio: 'pipe', shell: true });
    const kept = { out: '', err: '' };
    child.stdin.end();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      kept.out = (kept.out + text).slice(0, longest);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      kept.err = (kept.err + text).slice(0, longest);
    });
    const end = (ending: string) => {
      clearTimeout(late);
      signal.removeEventListener('abort', interrupt);
      resolve({ ...kept, ending });
    };
    const stop = () => {
      child.kill();
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
    };
    const interrupt = () => {
      stop();
      reject(new InterruptedError());
    };
    const late = setTimeout(() => {
      stop();
      end('it did not end');
    }, patience);
    signal.addEventListener('abort', interrupt, { once: true });
    child.once('error', (error) => end(error.message));
    child.once('close', (code) => end(code === 0 ? 'ended' : `it ended with code ${code}`));
  });
}
