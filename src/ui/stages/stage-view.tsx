/** A stage's own screen. */
import { useStore } from '../store.ts';
import { useView } from '../view.ts';
import { Placed } from '../widgets/placed.tsx';
import { stageLayout } from './layout.ts';
import { stageLines } from './stage-lines.ts';

export function StageView() {
  const { session, theme } = useView();
  const size = useStore(session.shell.size);
  useStore(session.route);
  useStore(session.scroll);
  useStore(session.facts);
  useStore(session.counts);
  useStore(session.runner.state);
  const { facts: rect } = stageLayout(size, session.screen?.view?.photoId !== undefined);
  const { lines, scrollable } = stageLines(session, rect, theme);
  session.scrollable = scrollable;
  return <Placed rect={rect} lines={lines} theme={theme} />;
}
