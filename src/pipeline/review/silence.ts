/** Silencing a check for a word, for the whole archive, and letting it speak again. */
import type { Catalog, Row } from '../../catalog/catalog.ts';
import { recordStep, type StepDone } from '../../catalog/changes.ts';
import { type Silence, silenceName } from '../../catalog/silences.ts';

export function silence(catalog: Catalog, one: Silence): StepDone {
  return change(catalog, one, true, `Silenced the check of "${one.word}" in this archive`);
}

export function unsilence(catalog: Catalog, one: Silence): StepDone {
  return change(catalog, one, false, `The check of "${one.word}" speaks again`);
}

function change(catalog: Catalog, one: Silence, silenced: boolean, said: string): StepDone {
  const name = silenceName(one);
  const known = catalog.get<Row>('SELECT * FROM silence WHERE name = ?', name);
  const done = recordStep(
    catalog,
    'silence',
    (step) => {
      step.set('silence', name, known, silenced ? { name, rule: one.rule, word: one.word } : null);
    },
    () => said,
  );
  return done ?? { said: 'That is so already', photoIds: [] };
}
