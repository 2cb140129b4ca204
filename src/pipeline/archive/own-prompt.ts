/** The user's own words on how to write, out of the file that `prompt.file` names. */
import { resolve } from 'node:path';
import { count } from '../../amounts.ts';
import { messageOf, StopError } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';

/** Characters that are sent with every photo. */
const longest = 20_000;

/**
 * Reads it at once, and gives what tells it: a file that cannot be read stops only what needs it.
 * @param file empty where there is none
 */
export async function openPrompt(file: string): Promise<() => string> {
  if (file.trim() === '') return () => '';
  try {
    const text = (await readText(resolve(file), 50 * longest)).toWellFormed().trim();
    if (text.length > longest) throw new Error(tooLong);
    if (text.includes('\uFFFD')) throw new Error(unreadable);
    return () => text;
  } catch (error) {
    return () => {
      throw invalid(messageOf(error));
    };
  }
}

const tooLong = `It has more than ${count(longest)} characters.`;
const unreadable = 'It has letters that cannot be read. Save it as UTF-8.';

function invalid(why: string): StopError {
  return new StopError(
    'settings-invalid',
    `Your prompt cannot be read. ${why}`,
    'Mend the file, or go back to our words with `proofsheet config reset prompt.file`.',
  );
}
