/** Choosing among equally true words, the same for the same picture. */

/** @param salt from 0 to 8; another salt chooses independently */
export type Picker = <T>(choices: readonly T[], salt: number) => T;

/** Chooses by a picture's digest, in hexadecimal. */
export function pickBy(key: string): Picker {
  return (choices, salt) => {
    const choice = choices[Number.parseInt(key.slice(salt * 4, salt * 4 + 8), 16) % choices.length];
    if (choice === undefined) throw new RangeError('There is nothing to choose from.');
    return choice;
  };
}
