/** The answers of a run: so many of each class, each with a photo of its own. */
import type { AnswerClass, Made, Scene } from './case.ts';
import { drawFrom } from './draw.ts';
import { sceneOf } from './scenes.ts';

export type Tried = { readonly of: AnswerClass; readonly made: Made; readonly scene: Scene };

/**
 * About `count` answers, the same number of every class. A class gets the same answers whichever others are tried.
 * @param seed any text
 */
export function tryAnswers(
  classes: readonly AnswerClass[],
  seed: string,
  count: number,
): readonly Tried[] {
  const each = Math.max(1, Math.ceil(count / classes.length));
  let number = 0;
  return classes.flatMap((of) =>
    Array.from({ length: each }, (_, at): Tried => {
      const draw = drawFrom(`${seed} ${of.name} ${at}`);
      const given = sceneOf(draw, number++);
      const made = of.make(draw, given);
      return { of, made, scene: made.scene ?? given };
    }),
  );
}
