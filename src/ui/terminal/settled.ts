/**
 * A window that has changed its size. Many terminals move the lines of the screen while they change it, and frames that
 * write only what is new then leave pieces of the old ones: so everything is drawn again once it has come to rest.
 */
import type { Bridge } from '../bridge.tsx';
import type { PicturePlacer } from '../picture-placer.ts';
import { sizeQuestions } from './modes.ts';

/** Milliseconds without another size. */
const rest = 80;

/** Called at each size; draws all again after the last one and asks for the size of a cell, for which pictures wait. */
export function whenSettled(external: Bridge, placer: PicturePlacer): () => void {
  let timer: NodeJS.Timeout | undefined;
  const settle = async () => {
    await external.repaint();
    external.ask(sizeQuestions);
    await external.untilAnswered();
    placer.release();
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), rest).unref();
  };
}
