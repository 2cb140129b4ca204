#!/usr/bin/env node
/** Reads the command line, runs one command, and is the only place that ends the process. */
import { enableCompileCache } from 'node:module';
import { runCommandLine } from './commands/run-command-line.ts';

// What is loaded from here on is compiled once, and found in the system's temporary folder the next time.
enableCompileCache();

process.exitCode = await runCommandLine(process.argv.slice(2));
