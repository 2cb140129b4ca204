/** The keys of commands as this user has them, for hints and for sentences that say which key does something. */
import type { Bindings } from './bindings.ts';
import { spellKey } from './press.ts';

export type KeyNames = {
  /** The first key of a command, as the screen spells it; undefined where a key file has taken all of them away. */
  readonly of: (id: string) => string | undefined;
  /** The same for a sentence; a command without a key is called by the words that it is found by. */
  readonly say: (id: string) => string;
};

/** The names of the keys that `bindings` give; without Unicode, arrows are words. */
export function keyNames<Session>(
  { commands, keysOf }: Bindings<Session>,
  unicode = true,
): KeyNames {
  const of = (id: string) => {
    const key = keysOf(id)[0];
    return key === undefined ? undefined : spellKey(key, unicode);
  };
  const titleOf = (id: string) => commands.find((command) => command.id === id)?.title ?? id;
  return { of, say: (id) => of(id) ?? `"${titleOf(id)}"` };
}

/** For windows in which the keys of the screen do nothing. */
export const noKeys: KeyNames = { of: () => undefined, say: () => '' };
