/** What every part of the screen is drawn with. */
import { createContext, useContext } from 'react';
import type { Theme } from '../theme.ts';
import type { PictureBoard } from './picture-board.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';

export type View = {
  readonly session: Session;
  readonly theme: Store<Theme>;
  readonly board: PictureBoard;
};

export const ViewContext = createContext<View | undefined>(undefined);

export function useView(): View {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('There is no view around this component.');
  return view;
}
