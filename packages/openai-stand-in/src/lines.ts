/** Lines of a JSONL file. */
import { createReadStream } from 'node:fs';

/**
 * Yields each non-empty line. Only a line feed ends one: node:readline also splits at U+2028 and U+2029, which are
 * legal inside a JSON string.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const chunks: AsyncIterable<string> = createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: 256 * 1024,
  });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = chunk.split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? '';
    yield* lines.filter(isLine);
  }
  if (isLine(rest)) yield rest;
}

function isLine(text: string): boolean {
  return text !== '' && text !== '\r';
}
