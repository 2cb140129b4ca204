#!/usr/bin/env node
/** Reads the command line, runs one command, and is the only place that ends the process. */
import { runCommandLine } from './commands/run-command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
