/** Notes of a folder changed from the screen: the file, and what the archive makes of it. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { notesFor } from '../../../src/catalog/folder-notes.ts';
import { changeNotes, notesIn } from '../../../src/pipeline/scan/write-notes.ts';
import { photoPath, preparedWorld, statuses } from '../ask/world.ts';

const folder = 'Turkey/Istanbul';

it('are written into the file as it is called, known at once, and sent with photos that wait', async () => {
  const { archive, root, catalog, close } = await preparedWorld({ photos: 4 });
  const file = join(root, folder, 'ProofSheet.TXT');
  await writeFile(file, '# mine\r\nBoat race.\r\n');
  expect(statuses(catalog)).toEqual({ submit: 4 });
  expect((await changeNotes(archive, folder, 'keywords', 'regatta')).join()).toContain(
    'The notes of Turkey/Istanbul are changed',
  );
  expect(await readFile(file, 'utf8')).toBe('# mine\r\nBoat race.\r\nKeywords: regatta\r\n');
  expect(notesFor(catalog, photoPath(0))).toEqual({
    notes: 'Boat race.',
    keywords: ['regatta'],
    people: [],
  });
  expect(statuses(catalog)).toEqual({ prepare: 2, submit: 2 });
  close();
});

it('of a folder without a file get one, and those of other folders stay', async () => {
  const { archive, root, close } = await preparedWorld({ photos: 2 });
  await changeNotes(archive, '', 'notes', 'A long trip.');
  await changeNotes(archive, folder, 'people', 'Ann Smith');
  expect(await readFile(join(root, 'proofsheet.txt'), 'utf8')).toBe('A long trip.\n');
  expect(notesFor(archive.catalog, photoPath(0))).toMatchObject({
    notes: 'A long trip.',
    people: ['Ann Smith'],
  });
  expect(await notesIn(archive, folder)).toMatchObject({ notes: '', people: ['Ann Smith'] });
  expect(await changeNotes(archive, '', 'notes', 'A long trip.')).toEqual([
    'The notes are as they were.',
  ]);
  close();
});

it('are not written through a link, nor over what is no text', async () => {
  const { archive, root, close } = await preparedWorld({ photos: 2 });
  await writeFile(join(root, 'elsewhere.txt'), 'theirs');
  await symlink(join(root, 'elsewhere.txt'), join(root, folder, 'proofsheet.txt'));
  await expect(changeNotes(archive, folder, 'notes', 'x')).rejects.toMatchObject({
    code: 'file-refused',
  });
  expect(await readFile(join(root, 'elsewhere.txt'), 'utf8')).toBe('theirs');
  const latin = Buffer.from('The caf\xe9.\n', 'latin1');
  await writeFile(join(root, 'proofsheet.txt'), latin);
  await expect(changeNotes(archive, '', 'people', 'Ann Smith')).rejects.toMatchObject({
    code: 'file-refused',
  });
  expect(await readFile(join(root, 'proofsheet.txt'))).toEqual(latin);
  await mkdir(join(root, 'Portugal/proofsheet.txt'));
  await expect(changeNotes(archive, 'Portugal', 'notes', 'x')).rejects.toThrow();
  close();
});
