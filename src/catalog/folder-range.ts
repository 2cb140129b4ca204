/** Photos in a folder and below it, through the index of folders. */

/** A condition on `photo`; takes what `folderRange` gives. */
export const inFolder = '(folder = ? OR folder >= ? AND folder < ?)';

/** The folder itself, and the first and the last that can lie below it; of '', the archive, all. */
export function folderRange(folder: string): readonly [string, string, string] {
  // `0` is the sign behind `/`.
  return folder === '' ? ['', '', '\u{10ffff}'] : [folder, `${folder}/`, `${folder}0`];
}
