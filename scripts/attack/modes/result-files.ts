/** Files of answers that no service writes. What was asked is paid for all the same. */
import {
  body,
  drip,
  echo,
  endless,
  endlessLines,
  gzipBomb,
  hugeLine,
  redirect,
  steering,
} from '../replies.ts';
import type { Json } from '../service.ts';
import type { Mode } from './mode.ts';

const files = ['files.content', 'files.get'] as const;

const strangers = Array.from({ length: 20_000 }, (_, index) => ({
  id: 'x',
  custom_id: `ps-unknown-${index}${steering}`,
  response: null,
  error: { code: steering, message: echo },
}));

export const resultFiles: readonly Mode[] = [
  {
    name: 'lines-of-strangers',
    what: '20,000 lines about requests that nobody made',
    at: files,
    lines: (lines) => [...strangers, ...lines],
  },
  {
    name: 'lines-only-of-strangers',
    what: 'only such lines',
    at: files,
    lines: () => strangers.slice(0, 50),
  },
  {
    name: 'lines-twice',
    what: 'every line a hundred times, each with another text',
    at: files,
    lines: (lines) => lines.flatMap((line) => Array.from({ length: 100 }, () => line)),
  },
  {
    name: 'lines-swapped',
    what: 'the id of every line is a list, an object, a number, null',
    at: files,
    lines: (lines) =>
      lines.map((line, index) => ({
        ...line,
        custom_id: [[line['custom_id']], { a: 1 }, 7, null][index % 4],
      })),
  },
  {
    name: 'lines-way-out',
    what: 'ids of requests that lead out of the archive',
    at: files,
    lines: (lines) => lines.map((line) => ({ ...line, custom_id: '../../../../canary/v.jpg' })),
  },
  {
    name: 'lines-cut',
    what: 'the last line breaks off',
    at: files,
    lines: (lines) => [...lines.slice(0, -1), JSON.stringify(lines.at(-1)).slice(0, 200)],
  },
  {
    name: 'lines-no-json',
    what: 'lines that are no JSON, among them bytes of every value',
    at: files,
    lines: (lines) => [
      ...lines,
      '{',
      'null',
      '[]',
      '7',
      '"x"',
      '\u001B[2J',
      Buffer.alloc(3000, 0x9b),
      Buffer.from([0xff, 0xfe, 0, 0]),
    ],
  },
  {
    name: 'lines-deep',
    what: 'a line of a hundred thousand levels',
    at: files,
    lines: (lines) => ['{"custom_id":'.repeat(100_000), ...lines],
  },
  {
    name: 'lines-status',
    what: 'statuses that are none',
    at: files,
    lines: (lines) =>
      lines.map((line, index) => ({
        ...line,
        response: {
          ...(line['response'] as Json),
          status_code: [null, 'raw:1e308', '200', -1][index % 4],
        },
      })),
  },
  {
    name: 'lines-empty',
    what: 'half a million empty lines',
    at: files,
    lines: (lines) => ['\n'.repeat(500_000), ...lines],
  },
  {
    name: 'file-empty',
    what: 'completed, and the file of answers is empty',
    at: ['files.content'],
    reply: body('', 'application/octet-stream'),
    waits: true,
  },
  {
    name: 'file-html',
    what: 'a page of HTML in place of the answers',
    at: ['files.content'],
    reply: body('<html></html>', 'text/html'),
    waits: true,
  },
  {
    name: 'file-line',
    what: 'answers in one line of a gigabyte',
    at: ['files.content'],
    reply: hugeLine,
    waits: true,
  },
  {
    name: 'file-bytes',
    what: 'a file that is said to have 1e308 bytes',
    at: ['files.get'],
    change: (file) => ({ ...file, bytes: 'raw:1e308' }),
    waits: true,
  },
  {
    name: 'file-endless',
    what: 'answers without end',
    at: ['files.content'],
    reply: endlessLines,
    waits: true,
  },
  {
    name: 'file-body-endless',
    what: 'a line without end',
    at: ['files.content'],
    reply: endless,
    waits: true,
  },
  {
    name: 'file-bomb',
    what: 'a gigabyte of answers, packed',
    at: ['files.content'],
    reply: gzipBomb,
    waits: true,
  },
  {
    name: 'file-drip',
    what: 'answers at a byte a second',
    at: ['files.content'],
    reply: drip,
    waits: true,
  },
  {
    name: 'file-elsewhere',
    what: 'answers on another machine',
    at: ['files.content'],
    reply: redirect(302, (to) => `${to}/answers`),
    waits: true,
  },
];
