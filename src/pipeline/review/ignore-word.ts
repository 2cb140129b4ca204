/** Ignoring a word in a check, for the whole archive, and looking at it again. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getIgnoredWord, type IgnoredWord, ignoredWordName } from '../../catalog/ignored-words.ts';
import { recordStep, type StepDone } from '../../catalog/undo-log.ts';

/** From now on the check says nothing of the word, or (`ignored: false`) it does again. */
export function ignoreWord(
  catalog: Catalog,
  { rule, word }: IgnoredWord,
  ignored = true,
): StepDone {
  const name = ignoredWordName({ rule, word });
  const known = getIgnoredWord(catalog, name);
  const done = recordStep(
    catalog,
    'ignored_word',
    (step) => {
      step.set('ignored_word', name, known, ignored ? { name, rule, word } : null);
    },
    () =>
      ignored
        ? `"${word}" is no longer checked in this archive`
        : `"${word}" is checked again in this archive`,
  );
  return done ?? { message: 'Nothing changed', photoIds: [] };
}
