/** Kinds 7 to 9: how results are carried: addresses of task files, files as Windows makes them, lines without an answer. */
import { type AnswerClass, asIs, nothing, type ResultFile, type Scene } from './case.ts';
import type { Draw } from './draw.ts';

const base = 'https://photos.example.org/stock/';
const parts = (path: string, encode: (part: string) => string) =>
  path.split('/').map(encode).join('/');
const encoded = (path: string) => parts(path, encodeURIComponent);
const ending = (path: string, end: string) => path.replace(/\.jpg$/, end);

const addresses: Readonly<Record<string, (draw: Draw, path: string) => string>> = {
  encoded: (_, path) => base + encoded(path),
  'plus-for-space': (_, path) =>
    base + parts(path, (part) => encodeURIComponent(part).replaceAll('%20', '+')),
  'encoded-twice': (_, path) => base + encoded(encoded(path)).replaceAll('%2F', '/'),
  'not-encoded': (_, path) => base + path,
  'windows-path': (_, path) => `C:\\Users\\anna\\Pictures\\${path.replaceAll('/', '\\')}`,
  'file-address': (_, path) => `file:///home/anna/${encoded(path)}`,
  'reduced-copy': (d, path) =>
    base +
    encoded(
      ending(
        path,
        d.pick([
          '_small.jpg',
          '-small.jpg',
          '_preview.jpg',
          '-preview.jpg',
          '_thumb.jpg',
          '_1024.jpg',
          '.webp',
          '.jpeg',
          '.png',
        ]),
      ),
    ),
  'other-case': (d, path) =>
    base + encoded(d.pick([ending(path, '.JPG'), ending(path, '.Jpg'), path.toLowerCase()])),
  decomposed: (_, path) => base + encoded(path.normalize('NFD')),
  'name-only': (_, path) => base + encoded(path.split('/').at(-1) ?? ''),
  'with-query': (d, path) =>
    `${base}${encoded(path)}${d.pick(['?v=2', '?w=1024&h=768', '#top', '?X-Amz-Signature=ab12'])}`,
};

/** Signs in file names that addresses give a meaning. */
const oddNames = [
  'harbour #{n}.jpg',
  'what? {n}.jpg',
  'a+b {n}.jpg',
  '100% {n}.jpg',
  'café {n}.jpg',
  'boats & sea {n}.jpg',
  "it's {n}.jpg",
  '{n} (2).jpg',
];

function oddlyNamed(draw: Draw, scene: Scene): Scene {
  const number = /\d{5,}/.exec(scene.fileName)?.[0] ?? '';
  return draw.chance(0.5)
    ? scene
    : { ...scene, fileName: draw.pick(oddNames).replace('{n}', number) };
}

const addressed = Object.entries(addresses).map(
  ([name, addressOf]): AnswerClass => ({
    name: `address-${name}`,
    kind: '7',
    make: (draw, given) => {
      const scene = oddlyNamed(draw, given);
      return {
        scene,
        answer: { content: scene, address: (path) => addressOf(draw, path) },
        expected: asIs(scene),
        planted: `${scene.fileName}, named by its address`,
      };
    },
  }),
);

const files: readonly ResultFile[] = ['bom-crlf', 'utf-16le', 'utf-16be', 'nul-padded'];
const fileClasses = files.map(
  (file): AnswerClass => ({
    name: `file-${file}`,
    kind: '8',
    make: (_, scene) => ({
      answer: { content: scene, file },
      expected: asIs(scene),
      planted: scene.description,
    }),
  }),
);

const reply = (customId: string, message: object, finish = 'stop') =>
  JSON.stringify({
    id: `r-${customId}`,
    custom_id: customId,
    response: {
      status_code: 200,
      request_id: 'q',
      body: {
        model: 'gpt-6-luna',
        choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...message } }],
      },
    },
    error: null,
  });

const failed = (customId: string, status: number, error: object) =>
  JSON.stringify({
    custom_id: customId,
    response: { status_code: status, body: { error } },
    error: null,
  });

/** Lines that bring no answer. The archive must say so of the photo, or ask again. */
const lines: Readonly<Record<string, (draw: Draw, customId: string, scene: Scene) => string>> = {
  'line-refused': (d, id) =>
    reply(id, {
      content: null,
      refusal: d.pick(["I'm sorry, I can't assist with that.", 'I cannot help with this picture.']),
    }),
  'line-filtered': (d, id) =>
    reply(id, { content: d.pick([null, '', '{"description": "Fi']) }, 'content_filter'),
  'line-cut-off': (_, id, scene) =>
    reply(id, { content: JSON.stringify(scene).slice(0, 120) }, 'length'),
  'line-empty': (d, id) =>
    reply(id, { content: d.pick(['', ' ', '\n', null, '{}', '[]', 'null', '""']) }),
  'line-other-form': (d, id) =>
    reply(id, {
      content: d.pick([
        '{"title": 5}',
        '{"keywords": ["a"]}',
        '<html><body>502 Bad Gateway</body></html>',
        '{"description": "", "keywords": []}',
        '{"error": "overloaded"}',
        '{"description": "Boats", "keywords": "',
      ]),
    }),
  'line-error': (d, id) =>
    failed(
      id,
      d.pick([400, 413, 500, 503]),
      d.pick([
        { message: 'Invalid image data', code: 'invalid_image' },
        { message: 'The server had an error', type: 'server_error' },
        { message: 'too large' },
      ]),
    ),
  'line-error-only': (d, id) =>
    JSON.stringify({
      custom_id: id,
      response: null,
      error: {
        code: d.pick(['batch_expired', 'server_error', 'invalid_request']),
        message: 'The request could not be done.',
      },
    }),
  'line-damaged': (d, id, scene) => {
    const whole = reply(id, { content: JSON.stringify(scene) });
    return d.pick([
      whole.slice(0, 200),
      whole.slice(0, -3),
      whole.replace('"choices"', 'choices'),
      `${whole}}`,
    ]);
  },
  'line-strange-body': (d, id) =>
    JSON.stringify({
      custom_id: id,
      response: {
        status_code: 200,
        body: d.pick([null, 'OK', {}, { choices: [] }, { choices: [{ text: 'x' }] }, []]),
      },
    }),
};

const lineClasses = Object.entries(lines).map(
  ([name, lineOf]): AnswerClass => ({
    name,
    kind: '9',
    make: (draw, scene) => ({
      answer: { content: '', line: (customId) => lineOf(draw, customId, scene) },
      // What is left of a damaged line may be enough.
      expected: {
        ...(name === 'line-damaged' ? asIs(scene) : nothing),
        mustPass: false,
        mustSay: true,
      },
      planted: name,
    }),
  }),
);

export const deliveryClasses: readonly AnswerClass[] = [
  ...addressed,
  ...fileClasses,
  ...lineClasses,
];
