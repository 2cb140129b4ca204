/** The other fields of an answer in the file for the user's own editor, and back. */
import { expect, it } from 'vitest';
import type { ReviewPhoto } from '../../../src/pipeline/session/photo.ts';
import { textForEditor, textFromEditor } from '../../../src/ui/actions/external-text.ts';

const further = {
  categories: ['travel'],
  altText: 'A ferry in front of a tower.',
  title_de: 'Fähre vor dem Turm',
  'terms_pt-BR': ['balsa', 'torre'],
};
const names = Object.keys(further);
const photo = {
  text: { description: 'Ferry', shortTitle: 'Ferry', keywords: ['ferry', 'tower'] },
  ...{ dateline: '', titleLimit: 200, shortTitleLimit: 64, further },
} as unknown as ReviewPhoto;
const file = textForEditor(photo, names);

it('shows them under headings of their own, and reads back what was shown', () => {
  expect(file).toContain('# Title in German\nFähre vor dem Turm\n');
  expect(textFromEditor(file, names)).toMatchObject({
    ...{ description: 'Ferry', keywords: ['ferry', 'tower'], further },
  });
  expect(textForEditor(photo, [])).not.toContain('Alt text');
  expect(textFromEditor(textForEditor(photo, []), [])).not.toHaveProperty('further');
});

it('takes what was changed, and what was emptied as nothing', () => {
  const changed = file
    .replace('Fähre vor dem Turm', 'Fähre\n  am Abend')
    .replace('balsa\n', 'balsa, rio\n')
    .replace('A ferry in front of a tower.', '')
    .replace('travel\n', 'trav\npeo\n');
  expect(textFromEditor(changed, names)).toMatchObject({
    further: {
      categories: ['travel', 'people'],
      ...{ altText: '', title_de: 'Fähre am Abend', 'terms_pt-BR': ['balsa', 'rio', 'torre'] },
    },
  });
});

it('changes nothing where a heading is gone or a category is not known', () => {
  expect(textFromEditor(file.replace('# Title in German', ''), names)).toEqual({
    failed: 'The line "# Title in German" is missing, so nothing was changed',
  });
  expect(textFromEditor(file.replace('travel\n', 'castles\n'), names)).toEqual({
    failed: 'There is no category castles, so nothing was changed',
  });
});
