/** Ignoring a word in a check, for the whole archive, and looking at it again. */
import type { Catalog, Row } from '../../catalog/catalog.ts';
import { recordStep, type StepDone } from '../../catalog/changes.ts';
import { type Silence, silenceName } from '../../catalog/silences.ts';

/** From now on the check says nothing of the word, or (`ignored: false`) it does again. */
export function ignoreWord(catalog: Catalog, { rule, word }: Silence, ignored = true): StepDone {
  const name = silenceName({ rule, word });
  const known = catalog.get<Row>('SELECT * FROM silence WHERE name = ?', name);
  const done = recordStep(
    catalog,
    'silence',
    (step) => {
      step.set('silence', name, known, ignored ? { name, rule, word } : null);
    },
    () =>
      ignored
        ? `Silenced the check of "${word}" in this archive`
        : `The check of "${word}" speaks again`,
  );
  return done ?? { said: 'Nothing changed', photoIds: [] };
}
