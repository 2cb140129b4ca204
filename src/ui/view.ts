/** What every part of the screen is drawn from, and where its keys go. */
import { useInput, usePaste } from 'ink';
import { createContext, useContext, useMemo } from 'react';
import type { App } from './app.ts';
import { Keyboard } from './keyboard.ts';
import type { PicturePlacer } from './picture-placer.ts';
import { useStore } from './store.ts';
import type { Theme } from './theme.ts';

type View = { readonly app: App; readonly placer: PicturePlacer };

export const ViewContext = createContext<View | undefined>(undefined);

/** What is drawn, and with which colours. */
export function useView(): View & { readonly theme: Theme } {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('There is no view around this component.');
  return { ...view, theme: useStore(view.app.shell.theme) };
}

/** Hands on what is typed and pasted. */
export function useKeys(app: App): void {
  const keyboard = useMemo(() => new Keyboard(app), [app]);
  useInput((input, key) => keyboard.take(input, key));
  usePaste((text) => keyboard.paste(text));
}
