#!/usr/bin/env node
/** Reads the command line, runs one command, and is the only place that ends the process. */
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { howStarted } from './commands/program-name.ts';
import { ownCacheFolder } from './compile-cache.ts';
import { ensureHome, ensureOwnFiles } from './home.ts';

/** As `engines` in package.json says. */
const oldest = { major: 22, minor: 13 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `proofsheet needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${process.versions.node}.\n` +
      (howStarted() === 'checkout'
        ? 'In the folder it was built in, npx proofsheet brings its own. Elsewhere, install'
        : 'Install') +
      ' a newer Node: https://nodejs.org\n',
  );
  process.exitCode = 2;
} else {
  // Otherwise V8 makes bytecode of each expression first, which takes longer than machine code where one is long, and
  // machine code all the same when it is used again.
  setFlagsFromString('--no-regexp-tier-up');
  ensureHome();
  ensureOwnFiles();
  // What is loaded from here on is compiled once, and found the next time.
  const compiled = ownCacheFolder('compiled');
  if (compiled !== undefined) module.enableCompileCache(compiled);

  // Only now: an older Node cannot even load what is imported here.
  const [{ endAtOnce }, { speakForOthers }, { messages, printText }] = await Promise.all([
    import('./commands/exit-code.ts'),
    import('./other-voices.ts'),
    import('./terminal-output.ts'),
  ]);
  speakForOthers((text) => printText(messages(), text));
  process.on('uncaughtException', endAtOnce);
  // Whoever reads the output may have had enough of it, as `head` does, or the terminal is gone. The work goes on, or
  // ends as the signal wants it: photos may be in hand.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !(process.stdout.isTTY && error.code === 'EIO')) throw error;
  });
  // Progress and notes that nobody can read are no reason to stop.
  process.stderr.on('error', () => undefined);

  const { runCommandLine } = await import('./commands/run-command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
