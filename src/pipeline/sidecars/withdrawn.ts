/** What a sidecar should say again where we no longer want our text in it. */
import { type Field, sameKeywords, type XmpText } from '../../xmp/index.ts';
import { type KnownBase, knowsBefore } from './sidecar-row.ts';

/**
 * The fields that we wrote and that `ours` no longer has, as they were before we wrote them; '' for one that was not
 * there. Nothing where that is not known. What another program has changed since stays as it is and is absent; of the
 * keywords only ours go.
 */
export function withdrawn(base: KnownBase | undefined, ours: XmpText, theirs: XmpText): XmpText {
  if (base === undefined || !knowsBefore(base)) return {};
  const fields = base.wrote.filter((field) => ours[field] === undefined);
  return Object.fromEntries(
    fields.flatMap((field): [Field, string | readonly string[]][] => {
      const value = valueBefore(field, base, theirs);
      return value === undefined ? [] : [[field, value]];
    }),
  ) as XmpText;
}

function valueBefore(
  field: Field,
  base: KnownBase,
  theirs: XmpText,
): string | readonly string[] | undefined {
  if (field === 'keywords') return keywordsBefore(base, theirs.keywords ?? []);
  const isAsWeWroteIt = (theirs[field] ?? '') === (base.text[field] ?? '');
  return isAsWeWroteIt ? (base.before?.[field] ?? '') : undefined;
}

/** Without those that we added; in the old order where nobody has added others. */
function keywordsBefore(base: KnownBase, theirs: readonly string[]) {
  const before = base.before?.keywords ?? [];
  const added = new Set(base.ours?.keywords).difference(new Set(before));
  const left = theirs.filter((keyword) => !added.has(keyword));
  return sameKeywords(left, before) ? before : left;
}
