/** A stage's own screen. */
import { useStore } from '../store.ts';
import { useView } from '../view.ts';
import { PictureNotes } from '../widgets/picture-notes.tsx';
import { Placed } from '../widgets/placed.tsx';
import { stageInView } from './stage-lines.ts';

export function StagePane() {
  const { app, placer } = useView();
  const { shell, route, scroll, beside, facts, counts, runner } = app;
  useStore(shell.size);
  useStore(route);
  useStore(scroll);
  useStore(beside);
  useStore(facts);
  useStore(counts);
  useStore(runner.state);
  const notes = useStore(placer.notes);
  const { lines, rect, below } = stageInView(app);
  return (
    <>
      {below !== undefined && <Placed rect={below.rect} lines={below.lines} />}
      <PictureNotes notes={notes} />
      <Placed rect={rect} lines={lines} />
    </>
  );
}
