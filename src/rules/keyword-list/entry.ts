/** A keyword list of the user's own, as its file has it: one entry after the other, each at its level. */
import { countBytes, keywordByteLimit } from '../texts/limits.ts';

export const listForms = ['lightroom', 'photo-mechanic', 'flat'] as const;
/** Lightroom and Photo Mechanic write the same tree, a tab for each level; a flat list has no levels. */
export type ListForm = (typeof listForms)[number];

export type ListEntry = {
  readonly name: string;
  /** 0 at the top; at most one more than that of the entry before it. */
  readonly level: number;
  /** Other words for it. */
  readonly synonyms: readonly string[];
  /** False for what only holds others together: `[PLACES]`. */
  readonly isExported: boolean;
  /** Of the file, from 1. */
  readonly line: number;
};

/** Something about a line of a list's file. */
export type Remark = {
  readonly line: number;
  /** What is said of the line, as a sentence of its own. */
  readonly message: string;
};

/** Levels of a list; no honest one has a tenth of them. */
export const mostLevels = 100;

/**
 * Why a term of a list can never be a keyword, as the end of a sentence; undefined where it can. It stays in the list all
 * the same: it may hold others together.
 */
export function whyNoKeyword(term: string): string | undefined {
  const bytes = countBytes(term);
  if (bytes > keywordByteLimit)
    return `is ${bytes} bytes long; a keyword holds ${keywordByteLimit}`;
  const [sign] = /[,;|،、，；{}]/u.exec(term) ?? [];
  if (sign !== undefined) return `contains "${sign}", which no keyword may`;
  return /[\p{L}\p{N}]/u.test(term) ? undefined : 'contains no letters';
}
