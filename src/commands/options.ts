/** What options say, read once for all commands; and the one question that --yes answers. */
import { StopError } from '../errors.ts';
import type { CommandContext } from './command.ts';

type Options = Pick<CommandContext, 'options'>;

/** The value of an option that takes one. */
export function textOf({ options }: Options, name: string): string | undefined {
  const given = options[name];
  return typeof given === 'string' ? given : undefined;
}

/** The values of one that takes several with commas between. */
export function listOf(given: Options, name: string): readonly string[] {
  return (
    textOf(given, name)
      ?.split(',')
      .map((one) => one.trim()) ?? []
  );
}

/** The values of one that may be repeated. */
export function allOf({ options }: Options, name: string): readonly string[] {
  const given = options[name];
  return Array.isArray(given) ? given.map(String) : [];
}

/** A whole number from `least` to `most`. @throws StopError `usage` with this advice */
export function numberOf(
  given: Options,
  name: string,
  [least, most]: readonly [least: number, most: number],
  advice: string,
): number | undefined {
  const text = textOf(given, name);
  const number = Number(text);
  if (text === undefined) return undefined;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new StopError('usage', `--${name} cannot be ${text}.`, advice);
}

/** What is said where a question is not answered by yes. */
type Refusal = {
  /** `Nothing was written`, without a full stop. */
  readonly nothing: string;
  /** What to do where nobody can be asked. */
  readonly advice: string;
};

/** Asks whether to go on, unless --yes has said so. @throws StopError `needs-confirmation` where nobody can be asked */
export async function isAgreed(
  { confirm, interactive, options, print }: CommandContext,
  question: string,
  { nothing, advice }: Refusal,
): Promise<boolean> {
  if (options['yes'] === true) return true;
  const why = `${nothing}: there is no terminal to ask on.`;
  if (!interactive) throw new StopError('needs-confirmation', why, advice);
  const isYes = await confirm(question);
  if (!isYes) print(`${nothing}.`);
  return isYes;
}
