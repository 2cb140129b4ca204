/** Conflict copies of sync programs, by the names that these give them. */
import { expect, it } from 'vitest';
import { conflictCopies, isConflictName } from '../../src/files/conflict-copies.ts';

it.each([
  ['Dropbox', 'A (conflicted copy 2026-04-01).jpg'],
  ['Dropbox, with a name', "A (Anna's conflicted copy 2026-04-01).jpg"],
  ['Dropbox, German', 'A (In Konflikt stehende Kopie von Anna 2026-04-01).jpg'],
  ['Dropbox, French', 'A (Copie en conflit de Anna 2026-04-01).jpg'],
  ['Dropbox, Spanish', 'A (Copia en conflicto de Anna 2026-04-01).jpg'],
  ['Dropbox, Italian', 'A (copia in conflitto di Anna 2026-04-01).jpg'],
  ['Dropbox, Portuguese', 'A (Cópia em conflito de Anna 2026-04-01).jpg'],
  ['Dropbox, Russian', 'A (конфликтующая копия Anna 2026-04-01).jpg'],
  ['Dropbox, Japanese', 'A (Anna の競合コピー 2026-04-01).jpg'],
  ['Dropbox, capitals alone', 'A (Case Conflict).jpg'],
  ['Nextcloud', 'A (conflicted copy 2026-04-01 101010).jpg'],
  ['ownCloud', 'A_conflict-20260401-101010.jpg'],
  ['Syncthing', 'A.sync-conflict-20260401-101010-ABCDEFG.jpg'],
  ['Seafile', 'A (SFConflict anna@example.org 2026-04-01-10-10-10).jpg'],
  ['Google Drive, older', 'A [Conflict].jpg'],
  ['Insync', 'A (conflict 1).jpg'],
  ['Resilio', 'A.Conflict.jpg'],
  ['Resilio, again', 'A.Conflict2.jpg'],
  ['Synology Drive', 'A_NAS_Apr-01-101010-2026_Conflict.jpg'],
  ['OneDrive', 'A-DESKTOP-4F7K2QX.jpg'],
  ['OneDrive, twice', 'A-LAPTOP-1AB2CD34-2.jpg'],
  ['OneDrive on a Mac', 'A-Annas-MacBook-Pro.jpg'],
  ['OneDrive, this computer', 'A-studio.jpg'],
  ['a sidecar', 'A.jpg.sync-conflict-20260401-101010-ABCDEFG.xmp'],
])('%s: %s', (_, name) => {
  expect(isConflictName(name, 'Studio')).toBe(true);
});

it.each([
  'A.jpg',
  'A 2.jpg',
  'A (1).jpg',
  'border-conflict.jpg',
  'Conflict.jpg',
  'The conflict in the north 2.jpg',
  'A-EDIT.jpg',
  'A-HDR-2.jpg',
  'A (Porto).jpg',
  'IMG_20260401-101010.jpg',
  '.jpg',
  'studio.jpg',
])('a photo: %s', (name) => {
  expect(isConflictName(name, 'Studio')).toBe(false);
});

it('takes a number for a copy only beside the photo itself', () => {
  expect(
    conflictCopies([
      'A 2.jpg',
      'A (1).jpg',
      'A.jpg',
      'B 2.jpg',
      'C (1).jpg',
      'C.jpeg',
      'D 12.jpg',
      'D.jpg',
    ]),
  ).toEqual(['A 2.jpg', 'A (1).jpg']);
});
