/** The keys that answer a check or a sidecar, as this user has them. */
import type { Bindings } from '../../keys/bindings.ts';
import { spellKey } from '../../keys/press.ts';

/** As the screen spells them; `undefined` where a key file has taken the key away. */
export type AnswerKeys = Readonly<Record<keyof typeof commands, string | undefined>>;

const commands = {
  fix: 'review.fix',
  keep: 'review.keep',
  usage: 'review.usage',
  takeUsage: 'review.takeUsage',
  title: 'review.title',
  bringBack: 'review.bringBack',
  sidecar: 'review.sidecar',
  keepOurs: 'review.keepOurs',
  keepTheirs: 'review.keepTheirs',
} as const;

/** For windows in which these keys do nothing. */
export const noKeys = keysBy(() => undefined);

export function answerKeys<Session>(bindings: Bindings<Session>): AnswerKeys {
  return keysBy((id) => {
    const key = bindings.keysOf(id)[0];
    return key === undefined ? undefined : spellKey(key);
  });
}

function keysBy(keyOf: (id: string) => string | undefined): AnswerKeys {
  const keys = Object.entries(commands).map(([name, id]) => [name, keyOf(id)]);
  return Object.fromEntries(keys) as AnswerKeys;
}
