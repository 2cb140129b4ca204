/** The keys of commands as this user has them, for hints and for sentences that say which key does something. */
import type { Bindings } from './bindings.ts';
import { spellKey } from './press.ts';

export type KeyNames = {
  /** The first key of a command, as the screen spells it; undefined where a key file has taken all of them away. */
  readonly of: (id: string) => string | undefined;
  /** All keys of a command, with spaces between. */
  readonly all: (id: string) => string;
  /** The first key for a sentence; a command without a key is called by the words that it is found by. */
  readonly say: (id: string) => string;
};

/** The names of the keys that `bindings` give; without Unicode, arrows are words. */
export function keyNames<Host>({ commands, keysOf }: Bindings<Host>, unicode = true): KeyNames {
  const spelled = (id: string) => keysOf(id).map((key) => spellKey(key, unicode));
  const of = (id: string) => spelled(id)[0];
  const titleOf = (id: string) => commands.find((command) => command.id === id)?.title ?? id;
  return {
    of,
    all: (id) => spelled(id).join(' '),
    say: (id) => of(id) ?? `"${titleOf(id)}"`,
  };
}

/** For windows in which the keys of the screen do nothing. */
export const noKeys: KeyNames = { of: () => undefined, all: () => '', say: () => '' };
