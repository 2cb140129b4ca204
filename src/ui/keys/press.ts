/** Key presses by name, one at a time, out of what Ink reports. */
import type { Key } from 'ink';

/** One key: its name as key tables write it (`a`, `A`, `ctrl+z`, `shift+up`, `space`), and the text it types, if any. */
export type Press = { readonly name: string; readonly text?: string };

const specialKeys: readonly (readonly [flag: keyof Key, name: string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/**
 * The presses in one report. What was typed quickly arrives as one text (`jjj`, `ab\rcd`), so it is taken apart by code
 * points, and the control characters in it become the keys that they are.
 */
export function pressesOf(input: string, key: Key): Press[] {
  if (key.eventType === 'release') return [];
  const special = specialKeys.find(([flag]) => key[flag] === true);
  if (special !== undefined) return [{ name: named(special[1], key.ctrl, key.meta, key.shift) }];
  if (input === '') return [];
  if (key.ctrl || key.meta) {
    // Alt changes letters by case, as terminals send it; Ctrl does not know case.
    const letter = key.ctrl ? input.toLowerCase() : input;
    return [{ name: named(input === ' ' ? 'space' : letter, key.ctrl, key.meta, false) }];
  }
  return Array.from(input, pressOfCharacter).filter((press) => press !== undefined);
}

/** A key with what is held down beside it. */
function named(key: string, ctrl: boolean, alt: boolean, shift: boolean): string {
  return [ctrl && 'ctrl', alt && 'alt', shift && 'shift', key].filter(Boolean).join('+');
}

const controls: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007F': 'backspace',
  '\b': 'backspace',
  '\u001B': 'escape',
  '\u0000': 'ctrl+space',
};

function pressOfCharacter(character: string): Press | undefined {
  const control = controls[character];
  if (control !== undefined) return { name: control };
  const code = character.codePointAt(0) ?? 0;
  // Ctrl with a letter, which is named as a small one, or with `\`, `]`, `^`, `_`.
  if (code < 0x20) return { name: `ctrl+${String.fromCharCode(code + 0x40).toLowerCase()}` };
  return { name: character === ' ' ? 'space' : character, text: character };
}

const specialNames = new Set([...specialKeys.map(([, name]) => name), 'space']);

/** Whether `name` is a key that a terminal can send, as key tables write it. */
export function isKeyName(name: string): boolean {
  const parts = /^((?:ctrl\+|alt\+|shift\+){0,9})(.+)$/u.exec(name);
  if (parts === null) return false;
  const [, modifiers = '', key = ''] = parts;
  if (specialNames.has(key)) return true;
  if (Array.from(key).length !== 1) return false;
  // Letters carry their own case; a control letter has none.
  if (modifiers.includes('shift+')) return false;
  return !modifiers.includes('ctrl+') || /^[a-z_\]\\^]$/.test(key);
}

/** What keys are called by people and on keyboards, in lower case. */
const otherNames: Readonly<Record<string, string>> = {
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  '→': 'right',
  pgup: 'pageup',
  pgdn: 'pagedown',
  return: 'enter',
  esc: 'escape',
  del: 'delete',
};

/**
 * The key that a person means, who may write it as key tables do or as the screen shows it: `ctrl+y`, `Ctrl-Y`, `PgDn`.
 * Undefined when no terminal sends such a key.
 */
export function keyMeant(text: string): string | undefined {
  if (isKeyName(text)) return text;
  const [, before = '', last = ''] = /^((?:(?:ctrl|alt|shift)[-+]){0,9})(.+)$/iu.exec(text) ?? [];
  const modifiers = before.toLowerCase();
  const has = (modifier: string) => modifiers.includes(modifier);
  const lower = last.toLowerCase();
  const word = otherNames[lower] ?? lower;
  const isLetter = !specialNames.has(word);
  const cased = isLetter && has('shift') ? last.toUpperCase() : last;
  const key = isLetter && !has('ctrl') ? cased : word;
  const name = named(key, has('ctrl'), has('alt'), has('shift') && !isLetter);
  return isKeyName(name) ? name : undefined;
}

const spelled: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  enter: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  backspace: 'Backspace',
  delete: 'Del',
  space: 'Space',
};

/** A key as the screen shows it: `Ctrl-Z`, `Shift-↑`, `Esc`. Without Unicode, arrows are words. */
export function spellKey(name: string, unicode = true): string {
  const parts =
    name === '+' || name.endsWith('++')
      ? [...name.slice(0, -1).split('+').filter(Boolean), '+']
      : name.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).map((part) => part[0]?.toUpperCase() + part.slice(1));
  const word = spelled[key] ?? key;
  const plain = !unicode && /[↑↓←→]/.test(word) ? key[0]?.toUpperCase() + key.slice(1) : word;
  const shown = modifiers.includes('Ctrl') && plain.length === 1 ? plain.toUpperCase() : plain;
  return [...modifiers, shown].join('-');
}
