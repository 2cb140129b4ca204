/** Keys: names out of what terminals send, and one table without contradictions. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Key } from 'ink';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/settings.ts';
import { commandTable } from '../../../src/ui/commands.ts';
import { makeBindings } from '../../../src/ui/keys/bindings.ts';
import { searchWords } from '../../../src/ui/keys/command.ts';
import { otherScriptOf } from '../../../src/ui/keys/other-layout.ts';
import { isKeyName, pressesOf, spellKey } from '../../../src/ui/keys/press.ts';
import { UnmarkedPastes } from '../../../src/ui/keys/unmarked-paste.ts';

const noKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};
const names = (input: string, key: Partial<Key> = {}) =>
  pressesOf(input, { ...noKey, ...key }).map(({ name }) => name);

describe('presses', () => {
  it('are taken apart when several arrive as one text, with Enter and Tab among them', () => {
    expect(names('ab\rc\t é👍')).toEqual(['a', 'b', 'enter', 'c', 'tab', 'space', 'é', '👍']);
  });

  it('with Ctrl are named as key tables write them, the signs behind Z, too', () => {
    expect(names('\u0001\u001A\u001C\u001F')).toEqual(['ctrl+a', 'ctrl+z', 'ctrl+\\', 'ctrl+_']);
  });

  it('never take a letter with Alt or Ctrl for the letter alone', () => {
    expect(names('x', { meta: true })).toEqual(['alt+x']);
    expect(names('x', { ctrl: true })).toEqual(['ctrl+x']);
    expect(pressesOf('x', { ...noKey, meta: true })[0]?.text).toBeUndefined();
  });

  it('are spelled for people', () => {
    expect(['ctrl+z', 'shift+left', 'pagedown', '+'].map((name) => spellKey(name))).toEqual([
      'Ctrl-Z',
      'Shift-←',
      'PgDn',
      '+',
    ]);
    expect(spellKey('up', false)).toBe('Up');
  });
});

describe('the table of commands', () => {
  it('gives every key of a context to one command, and only keys that terminals send', () => {
    expect(makeBindings(commandTable).complaints).toEqual([]);
    expect(commandTable.flatMap(({ keys }) => keys).filter((key) => !isKeyName(key))).toEqual([]);
    const names = new Set(commandTable.map(({ id }) => id));
    expect(names.size).toBe(commandTable.length);
    expect(Object.keys(searchWords).filter((id) => !names.has(id))).toEqual([]);
  });

  it('has every command whose key a sentence or a line of keys names', async () => {
    const src = join(import.meta.dirname, '../../../src/ui');
    const files = await readdir(src, { recursive: true });
    const texts = await Promise.all(
      files.filter((file) => /\.tsx?$/.test(file)).map((file) => readFile(join(src, file), 'utf8')),
    );
    const known = new Set(commandTable.map(({ id }) => id));
    const first = new Set([...known].map((id) => id.split('.')[0]));
    const named = texts.flatMap((text) =>
      Array.from(text.matchAll(/'(([a-z]+)\.[a-zA-Z]+)'/g), ([, id = '', group = '']) =>
        first.has(group) ? id : '',
      ).filter((id) => id !== ''),
    );
    expect(named.length).toBeGreaterThan(known.size);
    expect(named.filter((id) => !known.has(id) && !(id in defaultSettings))).toEqual([]);
  });

  it('says what every key does on one row of 80 columns', () => {
    const tooLong = commandTable
      .map(({ keys, title }) => `${keys.map((key) => spellKey(key)).join(' ')}  ${title}`)
      .filter((row) => row.length > 76);
    expect(tooLong).toEqual([]);
  });

  it('moves by arrows only where the person wants no letters for it', () => {
    const bindings = makeBindings(commandTable, { arrowsOnly: true });
    expect(bindings.find('photos', 'j')).toBeUndefined();
    expect(bindings.find('photos', 'down')?.id).toBe('review.next');
  });

  it('takes keys as key tables write them and as the screen shows them', () => {
    const written = ['ctrl+y', 'Ctrl-Y', 'PgDn', 'Esc', 'Alt-y', 'Shift-←', 'shift+a', 'Del', '-'];
    const user = Object.fromEntries(written.map((key, index) => [commandTable[index]?.id, key]));
    const { keysOf, complaints } = makeBindings(commandTable, { user });
    expect(written.map((_, index) => keysOf(commandTable[index]?.id ?? '')[0])).toEqual([
      'ctrl+y',
      undefined,
      'pagedown',
      'escape',
      'alt+y',
      'shift+left',
      'A',
      'delete',
      '-',
    ]);
    expect(complaints[0]).toMatch(/^The key Ctrl-Y is assigned to both "Accept .*" and "Reject /);
    const wrong = makeBindings(commandTable, { user: { 'review.accept': ['F5', 'Ctrl-Enter-x'] } });
    expect(wrong.complaints[0]).toBe(
      'The key file gives "review.accept" the key "F5", which cannot be used; keys are written as the help shows them.',
    );
    expect(wrong.keysOf('review.accept')).toEqual(['p']);
  });

  it('takes the example of a key file that docs/keys.md gives, without a complaint', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../docs/keys.md'), 'utf8');
    const user: unknown = JSON.parse(/^ {4}(\{.*\})$/m.exec(page)?.[1] ?? '');
    const bindings = makeBindings(commandTable, { user });
    expect(bindings.complaints).toEqual([]);
    expect(bindings.find('review', 'enter')?.id).toBe('review.accept');
  });

  it("lets the person's own keys go first and says what they collide with", () => {
    const bindings = makeBindings(commandTable, { user: { 'review.accept': 'x', nothing: 'y' } });
    expect(bindings.find('review', 'x')?.id).toBe('review.accept');
    expect(bindings.complaints.join('\n')).toMatch(/assigned to both[\s\S]*|no command/);
    expect(bindings.complaints).toHaveLength(2);
  });

  it.each([
    ['review.undo', 'l', ['on the photos: there it runs "Next photo"']],
    [
      'program.quit',
      'p',
      ['in the review: there it runs "Accept and go on to the next open photo"'],
    ],
    ['program.palette', 'r', ['on Scan: there', 'in the review: there']],
    ['program.redraw', 'ctrl+a', ['while typing: there it runs "To the beginning"']],
    ['review.undo', 'J', []],
    ['program.hush', 'escape', []],
  ])('says where the key of %s, %s, does not work', (id, key, wanted) => {
    const { complaints } = makeBindings(commandTable, { user: { [id]: key } });
    const dead = complaints.filter((sentence) => sentence.includes('does not work'));
    expect(dead).toHaveLength(wanted.length);
    for (const [index, words] of wanted.entries())
      expect(dead[index]).toContain(`does not work ${words}`);
  });

  it('reports a pair of keys of one’s own once', () => {
    const user = { 'review.undo': 'l', 'review.next': 'l' };
    expect(makeBindings(commandTable, { user }).complaints).toEqual([
      'The key l for "Next photo" hides "Undo the last step, even from an earlier day" (in the review).',
    ]);
  });
});

describe('a paste that the terminal does not mark', () => {
  const pasted = (text: string, goesToField = false) =>
    new UnmarkedPastes().has(text, goesToField, 0);

  it.each([
    'Harbor at night with boats',
    'px title of a photo\rand another line',
    'https://example.com/photo',
    'boats\r\nquays\r\ngulls\r\n',
    'Лодки стоят у причала',
    '港の夜景と小さな船が並ぶ岸壁',
    'one\ttwo\tthree\tfour',
  ])('is known by its many letters: %j', (text) => {
    expect(pasted(text)).toBe(true);
  });

  it.each([
    'p',
    'ppppppppppppppppppppppppp',
    'jjjjjjjjkkkkkkkk',
    'pxpxpjpxpnpp',
    'ab\rcd',
    '\u000C\u000C\u000Cpxjnkzutabc',
  ])('is none where keys are held or pressed quickly: %j', (text) => {
    expect(pasted(text)).toBe(false);
  });

  it('into a field is one only where it has several lines', () => {
    expect(pasted('t in bright sunshine\r', true)).toBe(false);
    expect(pasted('photo-0004\rF', true)).toBe(false);
    expect(pasted('\r in the evening\r', true)).toBe(false);
    expect(pasted('/\r/ferries at dusk\r', true)).toBe(false);
    expect(pasted('boats and quays\rgulls above them', true)).toBe(true);
  });

  it('goes on in what comes at once, where it was cut', () => {
    const pastes = new UnmarkedPastes();
    expect(pastes.has('Harbor at night. '.repeat(200), false, 0)).toBe(true);
    expect(pastes.has('px', false, 20)).toBe(true);
    expect(pastes.has('px', false, 500)).toBe(false);
  });
});

describe('a letter of another script', () => {
  it.each([
    ['й', 'Cyrillic'],
    ['Ψ', 'Greek'],
    ['ש', 'Hebrew'],
    ['ش', 'Arabic'],
    ['ა', 'Georgian'],
    ['ก', 'Thai'],
    ['あ', 'Japanese'],
    ['한', 'Korean'],
    ['漢', 'Chinese or Japanese'],
    ['ᚠ', 'other'],
    ['p', undefined],
    ['é', undefined],
    ['5', undefined],
    ['ctrl+l', undefined],
    ['escape', undefined],
  ])('is known: %s', (key, script) => {
    expect(otherScriptOf(key)).toBe(script);
  });
});
