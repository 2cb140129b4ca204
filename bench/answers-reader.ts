/** Reads an answer file in a process of its own and prints the most memory it took. `idle` only gets ready. */
import { readLineGroups } from '../src/files/lines.ts';
import { readResult } from '../src/openai/answer.ts';
import { parsedJson } from '../src/parsed-json.ts';
import { peakMegabytes } from './peak-memory.ts';

const readResultLine = (line: string) => readResult(parsedJson(line));
const [file = '', mode] = process.argv.slice(2);
let answers = 0;
if (mode === 'idle') readResultLine('{}');
else
  for await (const lines of readLineGroups(file))
    for (const line of lines) if (readResultLine(line)?.outcome.kind === 'answer') answers++;
console.log(JSON.stringify({ answers, megabytes: peakMegabytes() }));
