/**
 * Runs the built program again and again in one process and one pseudo-terminal, each time on other words and with
 * another environment. Between two runs it reads and throws away what is still typed.
 *
 * Arguments: the file with the next run, a folder for compiled code. SIGCONT starts a run (what is loaded with the
 * program answers most other signals by ending the process).
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import module from 'node:module';
import { loadProgram, setEnvironment } from './warm-program.ts';
import { mark, type Run } from './warm-run.ts';

const [runFile = '', compiled = ''] = process.argv.slice(2);
const { stdin, stdout } = process;

module.enableCompileCache(compiled);
const runCommandLine = await loadProgram();

const throwAway = () => undefined;
let isIdle = false;

function idle(on: boolean): void {
  isIdle = on;
  stdin.setRawMode(on);
  if (on) stdin.on('data', throwAway).resume();
  else stdin.off('data', throwAway).pause();
}

async function run(): Promise<void> {
  isIdle = false;
  const { words, env, columns, rows } = JSON.parse(readFileSync(runFile, 'utf8')) as Run;
  setEnvironment(env);
  while (stdout.columns !== columns || stdout.rows !== rows) await once(stdout, 'resize');
  idle(false);
  stdout.write(mark('begins'));
  const code = await runCommandLine(words);
  idle(true);
  stdout.write(mark('ended', code));
}

// A program that is asked to leave while it leaves by itself gets the request too late, and the next run must outlive it.
process.on('SIGTERM', throwAway);
process.on('SIGCONT', () => {
  if (isIdle) void run();
});
// Nothing else keeps the process between two runs, when the program has let go of the keyboard; and nothing may keep it
// when the tests have ended.
const tests = process.ppid;
setInterval(() => {
  if (process.ppid !== tests) process.exit();
}, 1000);
idle(true);
stdout.write(mark('ready'));
