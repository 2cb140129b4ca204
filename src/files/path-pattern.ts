/**
 * Patterns for paths inside a folder: a folder or file as it is called, or a glob (`Portugal/*`, `IMG_1*.jpg`). One
 * without a slash is looked for among the names of files too. What a pattern finds in a folder goes for everything below
 * it. Letters count as equal in either Unicode form and in any case; `!` in front leaves out what the rest finds.
 */

import picomatch from 'picomatch';
import { caseless } from '../caseless.ts';

type IsMatch = (path: string) => boolean;

const options = { dot: true, nocase: true, nonegate: true, windows: false } as const;

/**
 * Whether a path is meant by one of the patterns, and not left out by another; by all that leave out nothing, where
 * there are only patterns with `!`.
 * @param all every path there is, separated by `/`: a folder may be called like a glob
 */
export function pathMatcher(
  patterns: readonly string[],
  all: readonly { readonly path: string }[],
): IsMatch {
  const names = new Set(all.flatMap(({ path }) => levelsOf(caseless(path))));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!'));
  const finds = wanted.map((pattern) => matcherOf(pattern, names));
  const leavesOut = unwanted.map((pattern) => matcherOf(pattern.slice(1), names));
  return (path) => {
    const levels = levelsOf(caseless(path));
    const isMeant = (one: (levels: readonly string[]) => boolean) => one(levels);
    return (finds.length === 0 || finds.some(isMeant)) && !leavesOut.some(isMeant);
  };
}

function matcherOf(pattern: string, names: ReadonlySet<string>) {
  const name = caseless(pattern)
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<!\/)\/+$/, '');
  if (name === '' || name === '.') return () => true;
  if (names.has(name)) return (levels: readonly string[]) => levels.includes(name);
  const isMatch = matching(name);
  const isName = !name.includes('/');
  return (levels: readonly string[]) =>
    levels.some(isMatch) || (isName && isMatch(levels.at(-1)?.split('/').at(-1) ?? ''));
}

/** With one argument: a second would change what it returns. */
function matching(glob: string): IsMatch {
  const isMatch = picomatch(glob, options);
  return (path) => isMatch(path);
}

/** `a/b/c.jpg` as `a`, `a/b` and `a/b/c.jpg`. */
function levelsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
