/** Names that sync programs give to the second version of a file that was changed in two places. */
import { hostname } from 'node:os';
import { parse } from 'node:path';

/** `A (Anna's conflicted copy 2026-04-01)` of Dropbox and Nextcloud in their languages, `A (SFConflict ...)`, `A [Conflict]`. */
const bracketed = /[([][^()[\]]*[)\]]/g;
const wordsInBrackets = /conflict|conflit|konflikt|конфликт|競合|冲突|衝突|충돌/i;

const forms: readonly RegExp[] = [
  // Syncthing.
  /\.sync-conflict-\d{8}-\d{6}/,
  // ownCloud before 2.5.
  /_conflict-\d{8}-\d{6}$/,
  // Resilio.
  /\.conflict\d{0,3}$/i,
  // Synology Drive.
  /_[A-Za-z]{3}-\d\d-\d{6}-\d{4}_Conflict\d{0,3}$/,
  // OneDrive puts the name of the computer there: those that Windows and macOS make up.
  /-(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{6,12}(?:-\d{1,2})?$/,
  /-(?:MacBook(?:-Pro|-Air)?|iMac|Mac-mini)(?:-\d{1,2})?$/,
];

/** Google Drive and browsers, and iCloud: only beside the file itself does it say anything. */
const numbered = / (?:\(\d{1,2}\)|[2-9])$/;

/** Whether a file name is that of a conflict copy, by itself. @param computer what this one is called */
export function isConflictName(name: string, computer = hostname()): boolean {
  // `A.jpg.sync-conflict-...xmp` has the stem `A.jpg.sync-conflict-...`.
  const { name: stem } = parse(name);
  return (
    forms.some((form) => form.test(stem)) ||
    (computer !== '' && stem.toLowerCase().endsWith(`-${computer.toLowerCase()}`)) ||
    (stem.match(bracketed) ?? []).some((part) => wordsInBrackets.test(part))
  );
}

/** The conflict copies among the photos of one folder. */
export function conflictCopies(names: readonly string[]): string[] {
  const all = new Set(names);
  return names.filter((name) => {
    const { name: stem, ext: ending } = parse(name);
    const plain = stem.replace(numbered, '');
    return isConflictName(name) || (plain !== stem && all.has(plain + ending));
  });
}
