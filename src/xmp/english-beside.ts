/**
 * English by its own name, beside a second language. Adobe's toolkit takes a language that stands alone beside `x-default`
 * for that very text, and writes the default over it when it reads the file (seen with exempi 2.6); with `en` there as well,
 * each keeps its own. The specification advises it, too (part 1, section 8.2.2.4): the default repeats a named language.
 */
import { type Property, properties } from './namespaces.ts';
import { findProperty, type Packet } from './packet.ts';
import { isNamed } from './tree.ts';
import { isOfLanguage, itemIn, readValue } from './value.ts';
import type { Wanted } from './wanted.ts';

const english = 'en';
const defaultTag = 'x-default';
const spoken: readonly Property[] = [properties.translatedTitle, properties.translatedCaption];

/**
 * What is wanted of `en` beside the rest: it is added where the second language would be the only one, follows the default
 * that it repeats, and goes with both.
 * @param packet absent for a new one
 * @param language the second one, which may be there already
 */
export function englishBeside(
  packet: Packet | undefined,
  wanted: readonly Wanted[],
  language?: string,
): Wanted[] {
  return spoken.flatMap((property): Wanted[] => {
    const of = wanted.filter(([one]) => isNamed(one, property));
    const [named, said] = of.find(([one]) => one.language !== undefined) ?? [];
    const second = named?.language ?? language;
    if (second === undefined) return [];
    const there = textsIn(packet, property);
    const [before, inEnglish, inSecond] = [defaultTag, english, second.toLowerCase()].map((tag) =>
      there.get(tag),
    );
    const set = of.find(([one]) => one.language === undefined)?.[1];
    const now = String(set ?? before ?? '');
    const text = String(said ?? inSecond ?? '');
    const want = (value: string): Wanted[] => [[{ ...property, language: english }, value]];
    if (inEnglish === undefined) {
      const isAlone = new Set([...there.keys(), defaultTag, second.toLowerCase()]).size === 2;
      return isAlone && text !== '' && now !== '' ? want(now) : [];
    }
    const isRepeated = inSecond !== undefined && inEnglish === before;
    const isLeftAlone = there.size === 3 && text === '';
    if (isRepeated && isLeftAlone) return want('');
    return isRepeated && set !== undefined && set !== before ? want(text === '' ? '' : now) : [];
  });
}

/** What an alternative says, by tags in small letters. */
function textsIn(packet: Packet | undefined, property: Property): ReadonlyMap<string, string> {
  const [found] = packet === undefined ? [] : findProperty(packet, property);
  const value = packet && found && readValue(packet.text, found);
  if (value?.form === 'text') return new Map([[defaultTag, value.text]]);
  const items = value?.form === 'list' ? value.items : [];
  const standing = itemIn(items);
  // Of several for one language the first counts; of several defaults, the one that is read and set.
  const inOrder = standing && isOfLanguage(standing) ? [standing, ...items] : items;
  return new Map(
    inOrder
      .toReversed()
      .map(({ language = defaultTag, literal }) => [language, literal?.text ?? '']),
  );
}
