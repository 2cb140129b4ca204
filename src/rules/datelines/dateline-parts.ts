/** What datelines are made of: names of places, dates, times and labels, one behind the other with signs between them. */
import type { Place } from '../../photo.ts';
import { ownNameAt, type PlacePart } from '../places/own-place.ts';
import { dateAt, endOf, timeAt, weekdayAt } from './said-date.ts';

type Said =
  /** A part of the photo's own place. */
  | { readonly kind: PlacePart }
  /** A name with capital letters. */
  | { readonly kind: 'name' }
  /** `isLoose`: it may be something else as well, as a year or `May 14` may. */
  | { readonly kind: 'date'; readonly isLoose: boolean }
  | { readonly kind: 'weekday' | 'time' }
  /** `Location:`; `on` and the like only lead on to what is behind them. */
  | { readonly kind: 'label' | 'leading' };

export type Part = Said & {
  readonly words: string;
  readonly start: number;
  readonly end: number;
  /** The signs and spaces in front of it. */
  readonly gap: string;
};

const label =
  /(?:date|day|when|time|year|taken|shot|photographed|captured|location|place|where|city|town|region|state|province|country|dateline|editorial(?: (?:use only|use|photo|image))?)(?: (?:taken|on|in|at))?\s*(?:[:=]|\s[-–—]\s)|editorial(?: (?:use only|use|photo|image))?(?: (?:taken|on|in|at))?\s*(?=[|/,])/iuy;
const leading =
  /(?:(?:taken|shot|photographed|captured)(?: (?:on|in|at|by))?|on|in|at)(?: the)?(?=\s)/iuy;
const partOfDay =
  /(?:early |late )?(?:morning|noon|midday|afternoon|evening|night|midnight|dawn|dusk|sunrise|sunset)(?![\p{L}\p{N}])/uy;
const signs = /[\s,;.:|/\\•·~_*()[\]{}<>【】（）\p{Pd}]*/uy;
const word = /['’]?[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’-]*\.?/uy;
const particle =
  /(?:a|al|am|an|and|au|aux|da|das|de|del|den|der|di|do|dos|du|el|en|et|la|las|le|les|los|of|sur|the|upon|van|y)(?=[\s-])/uy;

/** More words are no name of a place. */
const mostWords = 5;

/** The part that begins at `from`, the longest that fits; a name only where it is nothing else. */
function partAt(
  text: string,
  from: number,
  gap: string,
  place: Place | undefined,
): (Said & { readonly end: number }) | undefined {
  const own = ownAt(text, from, place);
  const date = dateAt(text, from);
  const weekday = weekdayAt(text, from);
  const time =
    timeAt(text, from) ?? (/^[\s,]+$/.test(gap) ? endOf(partOfDay, text, from) : undefined);
  const labelEnd = endOf(label, text, from);
  const found: (Said & { readonly end: number })[] = [
    ...(own === undefined ? [] : [{ kind: own.part, end: own.end }]),
    ...(date === undefined ? [] : [{ kind: 'date' as const, ...date }]),
    ...(weekday === undefined ? [] : [{ kind: 'weekday' as const, end: weekday }]),
    ...(time === undefined ? [] : [{ kind: 'time' as const, end: time }]),
    ...(labelEnd === undefined ? [] : [{ kind: 'label' as const, end: labelEnd }]),
  ];
  if (found.length > 0) return found.reduce((a, b) => (b.end > a.end ? b : a));
  const leads = endOf(leading, text, from);
  return leads === undefined ? undefined : { kind: 'leading', end: leads };
}

/** The photo's own place, where it is the whole of a name: not the `Vienna` of `Vienna Boys' Choir`. */
function ownAt(text: string, from: number, place: Place | undefined) {
  const own = place === undefined ? undefined : ownNameAt(text, from, place);
  if (own === undefined) return undefined;
  const next = endOf(/ +(?=\p{Lu})/uy, text, own.end);
  if (next === undefined || partAt(text, next, ' ', place) !== undefined) return own;
  return nameAt(text, next, place) === undefined ? own : undefined;
}

/** The end of a name with capital letters, before the first word that is another part. */
function nameAt(text: string, from: number, place: Place | undefined): number | undefined {
  let at = from;
  let end: number | undefined;
  for (let words = 0; words < mostWords; words += 1) {
    const capital = endOf(word, text, at);
    if (capital !== undefined) end = withoutStop(text, capital);
    const next = capital === undefined ? endOf(particle, text, at) : end;
    if (next === undefined || (words === 0 && capital === undefined)) break;
    const between = endOf(/[ -]+(?=\S)/uy, text, next);
    if (between === undefined || / [\p{Pd}]+ /u.test(text.slice(next, between))) break;
    at = between;
    if (partAt(text, at, ' ', place) !== undefined) break;
  }
  return end;
}

/** A full stop belongs to a word only where it shortens it: `St.`, `Mt.`, `D.C.` */
function withoutStop(text: string, end: number): number {
  const isShort = /(?<![\p{L}\p{M}])\p{L}{1,2}\.$/u.test(text.slice(Math.max(0, end - 4), end));
  return text[end - 1] === '.' && !isShort ? end - 1 : end;
}

/** The parts from `from` on, as far as the text is made of them. */
export function* partsFrom(text: string, from: number, place: Place | undefined): Generator<Part> {
  for (let at = from; ; ) {
    const start = endOf(signs, text, at) ?? at;
    const gap = text.slice(at, start);
    const part = partAt(text, start, gap, place);
    const nameEnd = part === undefined ? nameAt(text, start, place) : undefined;
    const said = nameEnd === undefined ? part : { kind: 'name' as const, end: nameEnd };
    if (said === undefined) return;
    yield { ...said, words: text.slice(start, said.end), start, gap };
    at = said.end;
  }
}

const close = /\s*[)\]}】）>]*(?:[:;,.|/\\•·~*_>…]|\p{Pd}|\s)*/uy;
const captionLabel = /(?:description|caption|title|headline)\s*:\s*/iuy;

/** The signs behind a part that ends a dateline, and where what they lead to begins. */
export function endBehind(
  text: string,
  end: number,
): { readonly gap: string; readonly end: number } {
  const to = endOf(close, text, end) ?? end;
  return { gap: text.slice(end, to), end: endOf(captionLabel, text, to) ?? to };
}

/** Whether signs are an end, not only a pause: a colon, a dash, a bar, a bracket, a full stop before a space. */
export function isStrong(gap: string): boolean {
  return /:(?=\s|$)|[|•·~>)\]}】）]|\s[/\\*_]+\s|\s\p{Pd}+\s|[–—―]|[.;](?=\s|$)/u.test(gap);
}
