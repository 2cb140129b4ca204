/** What is printed: nothing in it steers a terminal, nothing is lost, nothing raw compiles. */
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platform } from '../src/files/platform.ts';
import {
  base64,
  type Harmless,
  joined,
  type Output,
  printable,
  printJson,
  printLine,
  sequence,
  withoutSteering,
} from '../src/terminal-output.ts';
import { line, lineWidth, paintLine, textOf } from '../src/ui/text/line.ts';
import { makeTheme } from '../src/ui/theme.ts';
import { Painted } from '../src/ui/widgets/painted.tsx';

const esc = '\u001B';

/** Everything that steers or hides, with letters between. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'é', '東', '👩‍🚀', '<U+202E>', '␛', 'e\u0301', 'ن'),
    fc.constantFrom(
      `${esc}[2J`,
      `${esc}]52;c;eA==\u0007`,
      `${esc}P$q"p${esc}\\`,
      `${esc}_Ga=d${esc}\\`,
    ),
    fc.constantFrom(
      `${esc}]8;;x${esc}]52;c;eA==\u0007${esc}\\`,
      '\u009B2J',
      '\u009D0;x\u009C',
      '\u0090q\u009C',
    ),
    fc.constantFrom('\n', '\r', '\t', '\v', '\f', '\0', '\u007F', '\u0085', '\u2028', '\u2029'),
    fc.constantFrom('\u202E', '\u2066', '\u2069', '\u200E', '\u200F', '\u061C', '\u200B', '\u200C'),
    fc.constantFrom(
      '\u200D',
      '\u2060',
      '\u00AD',
      '\uFEFF',
      '\u3164',
      '\u{E0041}',
      '\uFE0F',
      '\uFFF9',
    ),
    fc.constantFrom('\uD800', '\uDC00', '\u034F', '\u180E', '\u{E0100}'),
  ),
  maxLength: 30,
});

/** Steers a terminal or its order of letters, or breaks the line. */
const steers =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF]|\p{Cs}/u;

function written(print: (output: Output) => void): string {
  let text = '';
  print({
    write(more) {
      text += more;
      return true;
    },
  });
  return text;
}

describe('a printed line', () => {
  it('holds nothing that steers', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = written((output) => printLine(output, text));
        expect(shown.slice(0, -1)).not.toMatch(steers);
        expect(shown.at(-1)).toBe('\n');
      }),
    );
  });

  it('shows different names differently', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        fc.pre(one !== other && !/[␀-␡]|<U\+/u.test(one + other));
        expect(printable(one)).not.toBe(printable(other));
      }),
    );
  });

  it('is the same when it is made harmless again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it.each([
    'São Paulo, Türkiye',
    'علی\u200Cرضا',
    'क्\u200Dष',
    '👩🏽\u200D🚀 ❤\uFE0F 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    '葛\u{E0100}城市',
    'שלום',
    'Ngorongoro – “crater”, 4th of July…',
  ])('keeps honest writing: %s', (text) => {
    expect(printable(text)).toBe(text);
    expect(withoutSteering(text)).toBe(text);
  });

  it.each([
    ['a\u200Bb', 'a<U+200B>b'],
    ['a\u200Db', 'a<U+200D>b'],
    ['a\u00ADb', 'a<U+00AD>b'],
    ['1\uFE0F', '1<U+FE0F>'],
    ['\u{E0067}', '<U+E0067>'],
    ['a\nb\tc', 'a␊b␉c'],
    [`${esc}]8;;x${esc}\\`, '␛]8;;x␛\\'],
    ['\uD800x', '<U+D800>x'],
  ])('makes visible what hides: %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('a line of JSON', () => {
  it('holds nothing that steers or hides, and is read as what it was', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = written((output) => printJson(output, { path: text }));
        expect(json.slice(0, -1)).not.toMatch(steers);
        expect(JSON.parse(json)).toEqual({ path: text });
      }),
    );
  });
});

describe('a painted line', () => {
  const plain = makeTheme('none', 'dark', true);

  it('holds nothing that steers and is as wide as asked, whatever is in it', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 1, max: 60 }), (one, other, width) => {
        const painted = paintLine(line(one, [other, 'bad']), width, makeTheme('none', 'dark'));
        expect(painted).not.toMatch(steers);
        expect(lineWidth(line(painted))).toBe(width);
        expect(paintLine(line(one), width, plain)).not.toMatch(steers);
      }),
    );
  });

  it('has the sequences of its theme and no others', () => {
    const painted = paintLine(line([`a${esc}[31mb`, 'bad']), 20, makeTheme('true', 'dark'));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are terminal sequences
    expect(painted.match(/\u001B\[[\d;]*m/g)).toEqual([`${esc}[38;2;240;145;122m`, `${esc}[39m`]);
    expect(textOf(line(painted))).toContain('a␛[31mb');
  });
});

describe('raw text', () => {
  it('does not compile where only harmless text may stand', () => {
    const raw: string = 'name';
    const take = (_: Harmless) => undefined;
    const output: Output = { write: () => true };
    // @ts-expect-error: a text is not harmless by itself
    take(raw);
    // @ts-expect-error: nor are the words in the source, without the tag
    take('name');
    // @ts-expect-error: nor is what was made of harmless texts by other means
    take(printable(raw) + raw);
    // @ts-expect-error: nor can it be put into a sequence
    sequence`${raw}`;
    // @ts-expect-error: nor joined
    joined([raw]);
    // @ts-expect-error: a terminal takes no text
    output.write(raw);
    // @ts-expect-error: a theme paints no text
    makeTheme('16', 'dark').paint('bad', raw);
    // @ts-expect-error: Ink gets no text
    Painted({ text: raw, isCut: true });
    take(sequence`${1}${printable(raw)}${base64(new Uint8Array())}`);
    expect(sequence`a${1}b`).toBe('a1b');
  });
});

describe('JSON that PowerShell reads from a pipe', () => {
  const printed = (output: Output | Socket, name: NodeJS.Platform) => {
    const written: string[] = [];
    const write = (text: Harmless) => written.push(text) > 0;
    printJson(Object.assign(output, { write }), { title: 'São João 🌊\u202E' }, platform(name));
    return written.join('');
  };
  const plain = () => ({}) as Output;

  it('has no letter that a code page could spoil, and means the same', () => {
    const ascii = printed(new Socket(), 'win32');
    expect(ascii).toBe('{"title":"S\\u00e3o Jo\\u00e3o \\ud83c\\udf0a\\u202e"}\n');
    expect(JSON.parse(ascii)).toEqual({ title: 'São João 🌊\u202E' });
  });

  it('is for people in files, on terminals and on other systems', () => {
    const readable = '{"title":"São João 🌊\\u202e"}\n';
    expect(printed(plain(), 'win32')).toBe(readable);
    expect(printed(Object.assign(new Socket(), { isTTY: true }), 'win32')).toBe(readable);
    expect(printed(new Socket(), 'linux')).toBe(readable);
  });
});
