/**
 * Lightroom's and digiKam's lists of keyword paths. Programs that find one of them show it instead of
 * dc:subject, so a keyword that is missing there would be lost to them.
 */
import { caseless } from '../caseless.ts';
import type { Edit } from './edit.ts';
import { cleanText } from './escape.ts';
import { hierarchies, type Property } from './namespaces.ts';
import { findProperty, type Packet } from './packet.ts';
import { addToList, setList } from './set-list.ts';
import { readValue } from './value.ts';
import type { Wanted } from './wanted.ts';
import { XmpError } from './xmp-error.ts';

export type KeywordTreeChange = {
  readonly property: Property;
  /** The whole list after the change. */
  readonly paths: readonly string[];
  readonly edits: readonly Edit[];
};

/**
 * The places of a keyword in a tree of the user's, each from the top down to it; none for one that stands in no tree.
 * `beside`: the keywords beside it, which tell which of several is meant; all of them where there are none.
 */
export type PathsOf = (
  keyword: string,
  beside: readonly string[],
) => readonly (readonly string[])[];

/** Keywords that go, and what a tree says of those that go and come. */
export type KeywordTrees = {
  readonly retired: readonly string[];
  readonly pathsOf: PathsOf | undefined;
  /** Keywords come at their places in the tree. */
  readonly isMade: boolean;
};

/**
 * The changes that bring `keywords` into every list of paths the packet has. A keyword that is already a level of
 * some path is left alone, unless a tree says where it stands, and so is one that contains the separator, which would
 * become a path.
 * @throws XmpError `duplicate-property`, `unexpected-form`
 */
export function keywordTreeChanges(
  packet: Packet,
  keywords: readonly string[] | undefined,
  { retired, pathsOf, isMade }: KeywordTrees,
): KeywordTreeChange[] {
  if (keywords === undefined) return [];
  const current = new Set(keywords.map(caseless));
  const gone = retired.filter((keyword) => !current.has(caseless(keyword)));
  return hierarchies.flatMap(({ separator, ...property }): KeywordTreeChange[] => {
    const [found, second] = findProperty(packet, property);
    if (found === undefined) return [];
    const value = readValue(packet.text, found);
    if (value.form !== 'list') return [];
    const old = value.items.map(({ literal }) => literal?.text ?? '');
    const left = new Set(
      gone
        .flatMap((keyword) => [keyword, ...placesIn(keyword, [], separator, pathsOf)])
        .map(caseless),
    );
    const levels = new Set(old.flatMap((path) => path.split(separator)).map(caseless));
    const there = new Set(old.map(caseless));
    const added = keywords.flatMap((keyword) => {
      const places = isMade ? placesIn(keyword, keywords, separator, pathsOf) : [];
      if (places.length > 0) return places.filter((path) => !there.has(caseless(path)));
      const isKnown = keyword.includes(separator) || levels.has(caseless(keyword));
      return keyword === '' || isKnown ? [] : [keyword];
    });
    const kept = old.filter((path) => !left.has(caseless(path)));
    if (added.length === 0 && kept.length === old.length) return [];
    if (second !== undefined)
      throw new XmpError('duplicate-property', `It has ${property.local} more than once.`);
    const paths = [...kept, ...added];
    const standing = { packet, found, value };
    const isLonger = kept.length === old.length;
    const edits = isLonger ? addToList(standing, added) : setList(standing, paths);
    return [{ property, paths: paths.filter((path) => path !== ''), edits }];
  });
}

/**
 * Lists of paths where there are none yet. They hold every keyword, those that stand in no tree too: darktable and digiKam
 * show what is in them instead of dc:subject.
 * @param isThere whether there is one already
 */
export function newKeywordTrees(
  keywords: readonly string[] | undefined,
  { pathsOf, isMade }: Omit<KeywordTrees, 'retired'>,
  isThere: (property: Property) => boolean,
): Wanted[] {
  if (pathsOf === undefined || !isMade || keywords === undefined) return [];
  return hierarchies.flatMap(({ separator, ...property }): Wanted[] => {
    if (isThere(property)) return [];
    const paths = keywords.flatMap((keyword) => {
      const places = placesIn(keyword, keywords, separator, pathsOf);
      return places.length > 0 || keyword.includes(separator) ? places : [keyword];
    });
    const texts = [...new Set(paths)].filter((path) => path !== '');
    return texts.length === 0 ? [] : [[property, texts]];
  });
}

/** The paths of a keyword as they are written; a name with the separator in it would be two levels. */
function placesIn(
  keyword: string,
  beside: readonly string[],
  separator: string,
  pathsOf: PathsOf | undefined,
): readonly string[] {
  return (pathsOf?.(keyword, beside) ?? [])
    .map((path) => path.map(cleanText))
    .filter((path) => path.every((level) => level !== '' && !level.includes(separator)))
    .map((path) => path.join(separator));
}
