#!/usr/bin/env node
/** Reads the command line, runs one command, and is the only place that ends the process. */
import { enableCompileCache } from 'node:module';
import { runCommandLine } from './commands/run-command-line.ts';

// What is loaded from here on is compiled once, and found in the system's temporary folder the next time.
enableCompileCache();

// Whoever reads the output may have had enough of it, as `head` does. The work goes on: photos may be in hand.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2));
