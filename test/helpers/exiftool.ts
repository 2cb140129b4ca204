/** The bundled ExifTool as a reader that has nothing to do with the program's own pool: one process for all tests. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

const found = createRequire(import.meta.url)('exiftool-vendored.pl') as string | { path?: string };
const program = typeof found === 'string' ? found : (found.path ?? '');

let process: ChildProcessByStdio<Writable, Readable, null> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * What ExifTool prints when it is asked with these words, which hold no line breaks. Files that it cannot read are
 * left out of the answer. @throws when there is no answer at all
 */
export function askExifTool(words: readonly string[]): Promise<string> {
  const answer = last.then(() => ask(words));
  last = answer.catch(() => undefined);
  return answer;
}

function ask(words: readonly string[]): Promise<string> {
  process ??= start();
  const { stdin, stdout } = process;
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (chunk: string) => {
      text += chunk;
      if (!/^\{ready\}\r?\n$/m.test(text.slice(-10))) return;
      finish(() => resolve(text.replace(/\{ready\}\r?\n$/, '')));
    };
    const fail = () => finish(() => reject(new Error('ExifTool has ended')));
    const finish = (settle: () => void) => {
      stdout.off('data', take).off('end', fail);
      hold(stdout, false);
      settle();
    };
    stdout.on('data', take).on('end', fail);
    hold(stdout, true);
    stdin.write(`${words.join('\n')}\n-execute\n`);
  });
}

/** It ends when its input does, with the tests; until then it keeps nobody waiting. */
function start(): ChildProcessByStdio<Writable, Readable, null> {
  const words = [program, '-config', '', '-stay_open', 'True', '-@', '-'];
  const child = spawn('perl', words, { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdout.setEncoding('utf8');
  child.unref();
  hold(child.stdin, false);
  hold(child.stdout, false);
  return child;
}

/** Whether a pipe keeps the tests waiting. */
function hold(pipe: Readable | Writable, on: boolean): void {
  const { ref, unref } = pipe as Readable & Pick<Socket, 'ref' | 'unref'>;
  (on ? ref : unref).call(pipe as Socket);
}
