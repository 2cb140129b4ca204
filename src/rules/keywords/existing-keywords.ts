/** Keywords that a photo or its sidecar had before us. */
import type { Photo } from '../../photo.ts';
import { isCameraDefault } from '../texts/camera-defaults.ts';
import { decodeEntities } from '../texts/clean.ts';
import { isFileName } from '../texts/file-names.ts';
import { isBanned, splitKeywords, tidyKeyword } from './keywords.ts';
import { rejectionRule } from './rejected-keywords.ts';
import { termKey } from './terms.ts';

/**
 * The entries that were found as keywords: joined ones (`Travel,Tourism; Ribeira`) taken apart, of a path
 * (`Places|Portugal|Porto`) the last part, each term once. What a camera wrote, names of files and banned words are left
 * out; whatever else is wrong with a keyword is for the checks to say, because a person wrote it.
 */
export function tidyExisting(
  entries: readonly string[],
  { camera, path }: Pick<Photo, 'camera' | 'path'>,
  banned: readonly string[],
): readonly string[] {
  const kept = new Map<string, string>();
  for (const part of entries.flatMap(partsOf)) {
    const keyword = tidyKeyword(part);
    const isJunk =
      isCameraDefault(part) ||
      isFileName(part, path) ||
      rejectionRule(keyword, { camera }) === 'camera' ||
      isBanned(keyword, banned);
    const key = termKey(keyword) || keyword;
    if (!isJunk && keyword !== '' && !kept.has(key)) kept.set(key, keyword);
  }
  return [...kept.values()];
}

function partsOf(entry: string): string[] {
  return decodeEntities(entry)
    .split(/[,;\t\r\n]+/u)
    .map((one) => one.split('|').findLast((part) => part.trim() !== '') ?? '')
    .flatMap(splitKeywords);
}
