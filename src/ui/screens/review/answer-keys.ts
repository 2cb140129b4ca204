/** The keys that answer a check, as this user has them. */
import type { Bindings } from '../../keys/bindings.ts';
import { spellKey } from '../../keys/press.ts';

/** As the screen spells them; `undefined` where a key file has taken the key away. */
export type AnswerKeys = Readonly<Record<keyof typeof commands, string | undefined>>;

const commands = {
  fix: 'review.fix',
  keep: 'review.keep',
  takeUsage: 'review.takeUsage',
  title: 'review.title',
  bringBack: 'review.bringBack',
} as const;

/** For windows in which these keys do nothing. */
export const noKeys: AnswerKeys = {
  fix: undefined,
  keep: undefined,
  takeUsage: undefined,
  title: undefined,
  bringBack: undefined,
};

export function answerKeys<Session>(bindings: Bindings<Session>): AnswerKeys {
  const keyOf = (id: string) => {
    const key = bindings.keysOf(id)[0];
    return key === undefined ? undefined : spellKey(key);
  };
  return {
    fix: keyOf(commands.fix),
    keep: keyOf(commands.keep),
    takeUsage: keyOf(commands.takeUsage),
    title: keyOf(commands.title),
    bringBack: keyOf(commands.bringBack),
  };
}
