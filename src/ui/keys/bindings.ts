/** Which key runs which command: the defaults of the table, changed by the user's key file. */
import { type Command, type Context, contextNames } from './command.ts';
import { keyMeant, spellKey } from './press.ts';

/**
 * Contexts that are open together: a key of an inner one hides the same key of an outer one. Those that are missing here
 * are of one stage each.
 */
const outerContexts: { readonly [Inner in Context]?: readonly Context[] } = {
  always: [],
  everywhere: ['always'],
  field: ['always'],
  overlay: ['always'],
  adding: ['overlay', 'field', 'always'],
  stage: ['everywhere', 'always'],
  review: ['everywhere', 'always'],
  photos: ['review', 'everywhere', 'always'],
  frames: ['photos', 'review', 'everywhere', 'always'],
  keywords: ['review', 'everywhere', 'always'],
};
const outerOf = (inner: Context) => outerContexts[inner] ?? ['stage', 'everywhere', 'always'];

export type Bindings<Host> = {
  readonly commands: readonly Command<Host>[];
  /** The keys of a command as they are now. */
  keysOf(id: string): readonly string[];
  /** The command that a key runs in one context. */
  find(context: Context, key: string): Command<Host> | undefined;
  /** Sentences about what is wrong with the user's key file; such entries were left out. */
  readonly complaints: readonly string[];
};

/** Letters that move; the setting `ui.keys` = `arrows` turns them off. */
const movingLetters = new Set(['h', 'j', 'k', 'l', 'g', 'G']);

type BindingOptions = {
  /** The parsed user key file: command id -> key, list of keys, or `[]` for none. A string says why it could not be read. */
  readonly user?: unknown;
  readonly arrowsOnly?: boolean;
};

/** Makes the bindings of a command table. */
export function makeBindings<Host>(
  commands: readonly Command<Host>[],
  { user, arrowsOnly = false }: BindingOptions = {},
): Bindings<Host> {
  const { changes, complaints } = parseUserKeys(commands, user);
  const usual = (command: Command<Host>) => (arrowsOnly ? withoutLetters(command) : command.keys);
  const keys = new Map(commands.map((one) => [one.id, changes.get(one.id) ?? usual(one)]));
  const byContext = new Map<string, Command<Host>>();
  const conflicts: string[] = [];
  // Commands that the user gave keys to go first, so that their keys win over defaults.
  const rank = ({ id }: Command<Host>) => (changes.has(id) ? 0 : 1);
  const ordered = commands.toSorted((a, b) => rank(a) - rank(b));
  for (const command of ordered) {
    for (const key of keys.get(command.id) ?? []) {
      const place = `${command.context} ${key}`;
      const taken = byContext.get(place);
      if (taken === undefined) byContext.set(place, command);
      else {
        conflicts.push(
          `The key ${spellKey(key)} is assigned to both "${taken.title}" and "${command.title}" (${contextNames[command.context]}); "${taken.title}" wins.`,
        );
        keys.set(
          command.id,
          (keys.get(command.id) ?? []).filter((one) => one !== key),
        );
      }
    }
  }
  const chosen = commands.flatMap((command) =>
    (changes.get(command.id) ?? []).map((key) => ({ command, key })),
  );
  return {
    commands,
    keysOf: (id) => keys.get(id) ?? [],
    find: (context, key) => byContext.get(`${context} ${key}`),
    complaints: [
      ...complaints,
      ...conflicts,
      ...chosen.flatMap((one) => hidden(one, byContext)),
      ...chosen.flatMap((one) => beaten(one, changes, byContext)),
    ],
  };
}

function withoutLetters<Host>(command: Command<Host>): readonly string[] {
  if (command.group !== 'Move') return command.keys;
  const rest = command.keys.filter((key) => !movingLetters.has(key));
  return rest.length > 0 ? rest : command.keys;
}

/** A key that the user chose for a command. */
type ChosenKey<Host> = { readonly command: Command<Host>; readonly key: string };

/** A key the user chose that hides an outer command is reported; the defaults do so on purpose. */
function hidden<Host>(
  { command, key }: ChosenKey<Host>,
  byContext: ReadonlyMap<string, Command<Host>>,
): string[] {
  return outerOf(command.context).flatMap((outer) => {
    const below = byContext.get(`${outer} ${key}`);
    return below === undefined
      ? []
      : [
          `The key ${spellKey(key)} for "${command.title}" hides "${below.title}" (${contextNames[outer]}).`,
        ];
  });
}

/** Modes that use many keys for themselves while they last; a key that works outside them is not dead. */
const modes: ReadonlySet<Context> = new Set(['frames', 'keywords', 'adding']);

const contexts = Object.keys(contextNames) as readonly Context[];

/** A key the user chose that never arrives, because a default of an inner context takes it first. */
function beaten<Host>(
  { command, key }: ChosenKey<Host>,
  changes: ReadonlyMap<string, unknown>,
  byContext: ReadonlyMap<string, Command<Host>>,
): string[] {
  return contexts.flatMap((inner) => {
    const first = byContext.get(`${inner} ${key}`);
    const isInner = outerOf(inner).includes(command.context);
    const isOnPurpose = modes.has(inner) || command.keys.includes(key);
    return first === undefined || !isInner || isOnPurpose || changes.has(first.id)
      ? []
      : [
          `The key ${spellKey(key)} for "${command.title}" does not work ${contextNames[inner]}: there it runs "${first.title}".`,
        ];
  });
}

function parseUserKeys<Host>(
  commands: readonly Command<Host>[],
  user: unknown,
): { changes: Map<string, readonly string[]>; complaints: string[] } {
  const changes = new Map<string, readonly string[]>();
  const complaints: string[] = [];
  if (user === undefined) return { changes, complaints };
  if (typeof user === 'string') return { changes, complaints: [user] };
  if (typeof user !== 'object' || user === null || Array.isArray(user))
    return {
      changes,
      complaints: [
        'The key file must be a JSON object mapping command names to keys; all keys keep their defaults.',
      ],
    };
  const known = new Set(commands.map(({ id }) => id));
  for (const [id, value] of Object.entries(user)) {
    if (!known.has(id)) {
      complaints.push(
        `The key file names "${id}", which is not a command; Settings on the screen lists them all.`,
      );
      continue;
    }
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const meant = list.map((key) => (typeof key === 'string' ? keyMeant(key) : undefined));
    const good = meant.filter((key) => key !== undefined);
    const bad = list.filter((_, index) => meant[index] === undefined);
    for (const key of bad)
      complaints.push(
        `The key file gives "${id}" the key ${JSON.stringify(key)}, which cannot be used; keys are written as the help shows them.`,
      );
    if (bad.length === 0 || good.length > 0) changes.set(id, good);
  }
  return { changes, complaints };
}
