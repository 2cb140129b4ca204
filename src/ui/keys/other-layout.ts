/** Letters of a keyboard that is set to another script: none of them is a command. */

const scripts: readonly (readonly [letter: RegExp, name: string])[] = [
  [/^\p{Script=Cyrillic}/u, 'Cyrillic'],
  [/^\p{Script=Greek}/u, 'Greek'],
  [/^\p{Script=Hebrew}/u, 'Hebrew'],
  [/^\p{Script=Arabic}/u, 'Arabic'],
  [/^\p{Script=Armenian}/u, 'Armenian'],
  [/^\p{Script=Georgian}/u, 'Georgian'],
  [/^\p{Script=Devanagari}/u, 'Devanagari'],
  [/^\p{Script=Thai}/u, 'Thai'],
  [/^[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'Japanese'],
  [/^\p{Script=Hangul}/u, 'Korean'],
  [/^\p{Script=Han}/u, 'Chinese or Japanese'],
];
const otherLetter = /^[\p{L}--[\p{Script=Latin}\p{Script=Common}]]/v;

/** Whose letters the key `name` types (`Cyrillic`); undefined where they are Latin ones, or none. */
export function otherScriptOf(name: string): string | undefined {
  if (!otherLetter.test(name)) return undefined;
  return scripts.find(([letter]) => letter.test(name))?.[1] ?? 'other';
}
