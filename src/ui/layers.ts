/** Which contexts are open, innermost first: what keys mean depends on where the person is. Pure. */
import type { Context } from './keys/command.ts';
import type { Press } from './keys/press.ts';
import type { Overlay } from './overlays/overlay.ts';
import type { ReviewState } from './review/state.ts';
import type { Route } from './route.ts';

/** A layer that keys go through, innermost first. */
export type Layer = {
  readonly context: Context;
  /** What a field does with a press that no command of its layer takes; true when it took it. */
  readonly type?: (press: Press) => boolean;
};

/** The contexts of the screen itself; what Enter does comes first among the hints. */
export function contextsOf(route: Route, review: ReviewState): readonly Context[] {
  const { focus, photo, frames } = review;
  if (route === 'summary') return ['stage', 'summary', 'everywhere', 'always'];
  if (route !== 'review') return ['stage', route, 'everywhere', 'always'];
  // Where there is no photo there are no keywords to be on.
  if (photo !== undefined && focus === 'keywords')
    return ['keywords', 'review', 'everywhere', 'always'];
  const innermost: readonly Context[] = frames === undefined ? [] : ['frames'];
  return [...innermost, 'photos', 'review', 'everywhere', 'always'];
}

/** The layers of an overlay: its own keys, those of all windows, then letters. */
export function layersOf(overlay: Overlay): readonly Layer[] {
  const own = overlay.context === undefined ? [] : [{ context: overlay.context }];
  if (overlay.edit === undefined) {
    const type = taking((press) => overlay.type?.(press));
    return [...own, { context: 'overlay', type }, { context: 'always' }];
  }
  const field = layersOfField((text) => overlay.edit?.({ do: 'insert', text }));
  return [...own, { context: 'overlay' }, ...field];
}

/** The layers of a field: readline's keys, then letters. */
export function layersOfField(insert: (text: string) => void): readonly Layer[] {
  const type = taking(({ text = '' }) => insert(text));
  return [{ context: 'field', type }, { context: 'always' }];
}

/** Takes every key press that types something. */
function taking(take: (press: Press) => void): (press: Press) => boolean {
  return (press) => {
    if (press.text !== undefined) take(press);
    return press.text !== undefined;
  };
}
