/** What every part of the screen is drawn from, and where its keys go. */
import { useInput, usePaste } from 'ink';
import { createContext, useContext } from 'react';
import type { App } from './app.ts';
import { pressesOf } from './keys/press.ts';
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

/** Hands what is typed and pasted to the session. */
export function useKeys(app: App): void {
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) app.press(press);
  });
  usePaste((text) => app.paste(text));
}
