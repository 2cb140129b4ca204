/** What somebody may have meant who mistyped a name, by the rules by which commander corrects commands and options. */
import { Command } from 'commander';
import { messageOf, type StopCode, StopError } from '../errors.ts';
import { checked, type SettingName, settingChoices } from '../settings.ts';

/** ` Did you mean scan?`, ` Did you mean one of list, last?`, or nothing. Names that end as `word` count as well. */
export function didYouMean(word: string, names: readonly string[]): string {
  const wanted = word.toLowerCase();
  const whole = names.find((name) => name.toLowerCase() === wanted);
  if (whole !== undefined) return ` Did you mean ${whole}?`;
  const parts = names.filter((name) => name.toLowerCase().split('.').slice(1).includes(wanted));
  if (parts.length === 0) return similarTo(wanted, names);
  return ` Did you mean ${parts.length > 1 ? 'one of ' : ''}${parts.join(', ')}?`;
}

/** The one that `word` names. @throws StopError with this sentence, what may have been meant, and this advice */
export function oneNamed<T>(
  word: string,
  all: readonly T[],
  { message, advice, code = 'usage' }: Pick<StopError, 'message' | 'advice'> & { code?: StopCode },
  nameOf: (one: T) => string = String,
): T {
  const found = all.find((one) => nameOf(one) === word);
  if (found !== undefined) return found;
  throw new StopError(code, `${message}${didYouMean(word, all.map(nameOf))}`, advice);
}

/** Asks commander, which tells it of commands: of those here, none is one. */
function similarTo(word: string, names: readonly string[]): string {
  const program = new Command().exitOverride().helpCommand(false);
  program.configureOutput({ writeErr: () => undefined });
  for (const name of new Set(names)) if (/^[^\s-]\S*$/.test(name)) program.command(name);
  try {
    // What looks like an option is taken for a word as well.
    program.parse(['--', word], { from: 'user' });
  } catch (error) {
    const found = /\((Did you mean .*)\)/.exec(messageOf(error))?.[1];
    if (found !== undefined) return ` ${found}`;
  }
  return '';
}

/** The value of a setting, from text. @throws StopError that also says which of its words was meant */
export function checkedValue(name: SettingName, text: string): unknown {
  try {
    return checked(name, text);
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    const message = `${error.message}${didYouMean(text, settingChoices(name))}`;
    throw new StopError(error.code, message, error.advice);
  }
}
