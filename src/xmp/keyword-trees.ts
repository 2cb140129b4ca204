/**
 * Lightroom's and digiKam's lists of keyword paths. Programs that find one of them show it instead of
 * dc:subject, so a keyword that is missing there would be lost to them.
 */
import type { Edit } from './edit.ts';
import { hierarchies, type Property } from './namespaces.ts';
import { findProperty, type Packet } from './packet.ts';
import { folded } from './reconcile.ts';
import { addToList, setList } from './set-list.ts';
import { readValue } from './value.ts';
import { XmpError } from './xmp-error.ts';

export type KeywordTreeChange = {
  readonly property: Property;
  /** The whole list after the change. */
  readonly paths: readonly string[];
  readonly edits: readonly Edit[];
};

/**
 * The changes that bring `keywords` into every list of paths the packet has. A keyword that is already a level of
 * some path is left alone, and so is one that contains the separator, which would become a path.
 * @throws XmpError `duplicate-property`, `unexpected-form`
 */
export function keywordTreeChanges(
  packet: Packet,
  keywords: readonly string[] | undefined,
  retired: readonly string[],
): KeywordTreeChange[] {
  if (keywords === undefined) return [];
  const current = new Set(keywords.map(folded));
  const gone = new Set(retired.map(folded).filter((keyword) => !current.has(keyword)));
  return hierarchies.flatMap(({ separator, ...property }): KeywordTreeChange[] => {
    const [found, second] = findProperty(packet, property);
    if (found === undefined) return [];
    const value = readValue(packet.text, found);
    if (value.form !== 'list') return [];
    const old = value.items.map(({ literal }) => literal?.text ?? '');
    const levels = new Set(old.flatMap((path) => path.split(separator)).map(folded));
    const added = keywords.filter(
      (keyword) => keyword !== '' && !keyword.includes(separator) && !levels.has(folded(keyword)),
    );
    const kept = old.filter((path) => !gone.has(folded(path)));
    if (added.length === 0 && kept.length === old.length) return [];
    if (second !== undefined)
      throw new XmpError('duplicate-property', `It has ${property.local} more than once.`);
    const paths = [...kept, ...added];
    const edits =
      kept.length === old.length
        ? addToList(packet, found, value, added)
        : setList(packet, found, value, paths);
    return [{ property, paths: paths.filter((path) => path !== ''), edits }];
  });
}
