/** Photos with the same picture are paid for once: the others take the answer of the one that is asked. */
import { counted } from '../../amounts.ts';
import { copiesToPrepare, noteCopy, waitFor } from '../../catalog/copies.ts';
import { stored } from '../../catalog/stored.ts';
import type { RawAnswer } from '../../rules/answers/suggest.ts';
import type { Archive } from '../archive/archive.ts';
import { storeAnswer } from './apply-result.ts';
import { askedOf } from './asked.ts';

type Copies = {
  /** Took an answer that had been given before. */
  readonly answered: number;
  /** Wait for that of a photo that is asked. */
  readonly waiting: number;
};

/** Takes copies off the photos that stand to be prepared, unless each photo is to be asked. */
export function takeCopies(archive: Archive, now: Date): Copies {
  const { catalog, settings } = archive;
  if (settings.copies === 'each') return { answered: 0, waiting: 0 };
  return catalog.transaction(() => {
    let answered = 0;
    let waiting = 0;
    for (const { id, leader, given } of copiesToPrepare(catalog, archive.rehearsal)) {
      if (given !== undefined) {
        const { answer, model, source } = given;
        noteCopy(catalog, id, given.photoId);
        const origin = {
          photoId: id,
          requestId: undefined,
          model,
          hint: undefined,
          asked: askedOf(archive),
          source,
          at: now,
        };
        storeAnswer(archive, stored<RawAnswer>('suggestion.answer', answer, given), origin);
        answered++;
      } else if (leader !== null) {
        waitFor(catalog, id, leader);
        waiting++;
      }
    }
    return { answered, waiting };
  });
}

export function copyNotes({ answered, waiting }: Copies): string[] {
  const took =
    'the answer of another photo with the same picture; `--set copies=each` asks about each';
  return [
    answered > 0 && `${counted(answered, 'photo')} took ${took}.`,
    waiting > 0 &&
      `${counted(waiting, 'photo takes', 'photos take')} ${took}, which is paid for once.`,
  ].filter((note) => note !== false);
}
