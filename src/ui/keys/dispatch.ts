/** From a key press to the command that it runs. */
import type { Bindings } from './bindings.ts';
import type { Command, Context } from './command.ts';
import type { Press } from './press.ts';

/** A layer that keys go through, innermost first. */
export type Layer = {
  readonly context: Context;
  /** What a field does with a press that no command of its layer takes; true when it took it. */
  readonly type?: (press: Press) => boolean;
};

type Outcome<Session> =
  | { readonly kind: 'run'; readonly command: Command<Session> }
  | { readonly kind: 'refused'; readonly command: Command<Session>; readonly reason: string }
  | { readonly kind: 'typed' }
  | { readonly kind: 'none' };

/** Finds what a press means. Fields type; commands are only found, not run. */
export function resolvePress<Session>(
  press: Press,
  layers: readonly Layer[],
  bindings: Bindings<Session>,
  session: Session,
): Outcome<Session> {
  for (const layer of layers) {
    const command = bindings.find(layer.context, press.name);
    if (command !== undefined) {
      const reason = command.refused?.(session);
      return reason === undefined ? { kind: 'run', command } : { kind: 'refused', command, reason };
    }
    if (layer.type?.(press) === true) return { kind: 'typed' };
  }
  return { kind: 'none' };
}
