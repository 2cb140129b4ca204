/** A stage's own screen. */
import { useStore } from '../store.ts';
import { useView } from '../view.ts';
import { Placed } from '../widgets/placed.tsx';
import { stageInView } from './stage-lines.ts';

export function StagePane() {
  const { app } = useView();
  const { shell, route, scroll, facts, counts, runner } = app;
  useStore(shell.size);
  useStore(route);
  useStore(scroll);
  useStore(facts);
  useStore(counts);
  useStore(runner.state);
  const { lines, rect } = stageInView(app);
  return <Placed rect={rect} lines={lines} />;
}
