import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundaryIn, MultipartError, readMultipart } from '../src/multipart.ts';

type Part = { name: string; filename?: string; bytes: Buffer };

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(bytes: Buffer, boundary: string, sizes: readonly number[] = [7]) {
  const parts: Part[] = [];
  for await (const event of readMultipart(pieces(bytes, sizes), boundary)) {
    if (event.kind === 'part') parts.push({ ...event.head, bytes: Buffer.alloc(0) });
    const last = parts.at(-1);
    if (event.kind === 'bytes' && last !== undefined)
      last.bytes = Buffer.concat([last.bytes, event.bytes]);
  }
  return parts;
}

/** The form as Node's own client sends it. */
async function encoded(parts: readonly Part[]): Promise<{ bytes: Buffer; boundary: string }> {
  const form = new FormData();
  for (const { name, filename, bytes } of parts)
    if (filename === undefined) form.append(name, bytes.toString('utf8'));
    else form.append(name, new File([new Uint8Array(bytes)], filename));
  const response = new Response(form);
  const boundary = boundaryIn(response.headers.get('content-type') ?? '') ?? '';
  return { bytes: Buffer.from(await response.arrayBuffer()), boundary };
}

const troublesome = fc.constantFrom('\r', '\n', '\r\n', '--', '\r\n--', '\r\n\r\n', '-', 'x');
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.array(troublesome, { maxLength: 40 }).map((words) => Buffer.from(words.join(''))),
);
const fileName = fc.constantFrom('a.jsonl', 'wéird "name".jsonl', 'line\nend.jsonl', '写真.jsonl');

it('reads the parts of any form, however its bytes arrive', async () => {
  const part = fc.record({
    name: fc.constantFrom('file', 'purpose'),
    filename: fileName,
    bytes: content,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      async (parts, sizes) => {
        const { bytes, boundary } = await encoded(parts);
        expect(await read(bytes, boundary, sizes)).toEqual(parts);
      },
    ),
    { numRuns: 200 },
  );
});

it('keeps bytes that begin like the boundary', async () => {
  const { bytes, boundary } = await encoded([
    { name: 'file', filename: 'a.jsonl', bytes: Buffer.from('y') },
  ]);
  const tricky = `\r\n--${boundary.slice(0, -1)}\r\n-`;
  const body = Buffer.from(
    bytes
      .toString('latin1')
      .replace('\r\ny\r\n', () => `\r\n${tricky}\r\n`)
      .replace('y\r\n--', `${tricky}\r\n--`),
    'latin1',
  );
  for (const size of [1, 3, 50, 10_000]) {
    const [part] = await read(body, boundary, [size]);
    expect(part?.bytes.toString('latin1')).toBe(tricky);
  }
});

it('says so when the form ends early, wherever it does', async () => {
  const { bytes, boundary } = await encoded([
    { name: 'purpose', bytes: Buffer.from('batch') },
    { name: 'file', filename: 'a.jsonl', bytes: Buffer.from('{"a":1}\n') },
  ]);
  // The closing boundary is followed by a line end that nobody needs.
  for (let length = 0; length < bytes.length - 4; length += 9)
    await expect(read(bytes.subarray(0, length), boundary)).rejects.toThrow(MultipartError);
});

it('refuses a body that is no form', async () => {
  expect(boundaryIn('application/json')).toBeUndefined();
  expect(boundaryIn('multipart/form-data; boundary="a b"')).toBe('a b');
  await expect(read(Buffer.from('{"purpose":"batch"}'), 'x')).rejects.toThrow('closing boundary');
  await expect(read(Buffer.from(`--x\r\n${'a'.repeat(20_000)}`), 'x')).rejects.toThrow('no head');
});
