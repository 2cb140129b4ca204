/**
 * What a person did, as steps that can be undone and redone, also after a restart. A step holds the columns it changed,
 * before and after; what follows from them (where the photo stands, what the filter knows) is made again each time.
 */
import type { Catalog } from './catalog.ts';
import { eachOf } from './pages.ts';
import { applyChange, type ChangeRow, Step } from './step.ts';

export { type Columns, Step } from './step.ts';

/** What was done, for the message on the screen and for the cursor. */
export type StepDone = {
  /** A sentence without its full stop: `Accepted IMG_1.jpg`. */
  readonly message: string;
  /** The photos concerned, in the order they were changed; none when nothing changed. */
  readonly photoIds: readonly number[];
};

/** Something a person wants done, before it is done. */
export type UndoableAction = {
  readonly action: string;
  /** Makes the changes, and yields wherever it may pause. */
  readonly work: (step: Step) => Iterable<void>;
  /** The sentence about it, once it is known which photos it changed. */
  readonly message: (step: Step) => string;
  /** The sentence when nothing changed. */
  readonly nothing: () => string;
};

/**
 * Does an action as one step, all of it or nothing; what had been undone before can then no longer be redone. Nothing is
 * recorded where nothing changed.
 */
export function runAction(catalog: Catalog, action: UndoableAction): StepDone {
  return catalog.transaction(() => {
    const step = beginStep(catalog, action);
    for (const _ of action.work(step));
    return finishStep(catalog, action, step);
  });
}

/** Does `work` as one step; undefined when nothing changed. */
export function recordStep(
  catalog: Catalog,
  action: string,
  work: (step: Step) => void,
  message: (step: Step) => string,
): StepDone | undefined {
  const unchanged = '';
  const works = (step: Step) => {
    work(step);
    return [];
  };
  const done = runAction(catalog, { action, work: works, message, nothing: () => unchanged });
  return done.message === unchanged ? undefined : done;
}

/** Opens a step; its changes and `finishStep` follow. Call inside a transaction. */
export function beginStep(catalog: Catalog, { action }: UndoableAction): Step {
  const { id } = catalog.run`
    INSERT INTO step (action, label, photos, at, undone) VALUES (${action}, '', 0, ${new Date()}, 0)`;
  return new Step(catalog, id);
}

/** Writes what has been done so far into the step, or forgets it when that is nothing. */
export function finishStep(catalog: Catalog, action: UndoableAction, step: Step): StepDone {
  if (step.isEmpty) {
    catalog.run`DELETE FROM step WHERE id = ${step.id}`;
    return { message: action.nothing(), photoIds: [] };
  }
  catalog.run`DELETE FROM step WHERE undone = 1`;
  if (step.id % pruneEvery === 0) pruneSteps(catalog);
  const photoIds = [...step.photoIds];
  const message = action.message(step);
  catalog.run`
    UPDATE step SET label = ${message}, photo_id = ${photoIds[0]}, photos = ${photoIds.length}
    WHERE id = ${step.id}`;
  return { message, photoIds };
}

/** Takes the last step back; undefined when there is none. */
export function undoStep(catalog: Catalog): StepDone | undefined {
  return catalog.transaction(() => drain(reverse(catalog, 'undo')));
}

/** Does the step again that was taken back last; undefined when there is none. */
export function redoStep(catalog: Catalog): StepDone | undefined {
  return catalog.transaction(() => drain(reverse(catalog, 'redo')));
}

/** Does all of a work that could be done in chunks. */
export function drain<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

const which = {
  undo: 'SELECT id, label, photos, at FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1',
  redo: 'SELECT id, label, photos, at FROM step WHERE undone = 1 ORDER BY id LIMIT 1',
} as const;

/** A step that could be undone or redone next. */
export type NextStep = {
  /** Later steps have higher ones. */
  readonly id: number;
  /** The sentence about it. */
  readonly label: string;
  readonly photos: number;
  /** When it was done. */
  readonly at: string;
};

/** What undoing or redoing would concern; undefined when there is nothing to undo or redo. */
export function nextStep(catalog: Catalog, way: 'undo' | 'redo'): NextStep | undefined {
  return catalog.get<NextStep>(which[way]);
}

/** The highest id that a step has; 0 before the first. */
export function lastStepId(catalog: Catalog): number {
  return catalog.count`SELECT coalesce(max(id), 0) FROM step`;
}

/** Goes one step back or forth, and yields after every change; marked first, because every change may be made twice. */
export function* reverse(
  catalog: Catalog,
  way: 'undo' | 'redo',
): Generator<void, StepDone | undefined> {
  const step = nextStep(catalog, way);
  if (step === undefined) return undefined;
  catalog.run`UPDATE step SET undone = ${way === 'undo' ? 1 : 0} WHERE id = ${step.id}`;
  const now = new Date().toISOString();
  const photoIds = new Set<number>();
  for (const change of changesOf(catalog, step.id, way)) {
    const photoId = applyChange(catalog, change, way, now);
    if (photoId !== undefined) photoIds.add(photoId);
    yield;
  }
  return { message: step.label, photoIds: [...photoIds] };
}

/** The changes of a step page by page, because a step can concern every photo of an archive. */
function changesOf(catalog: Catalog, stepId: number, way: 'undo' | 'redo'): Generator<ChangeRow> {
  const [sql, start] = changePages[way];
  return eachOf((last) => catalog.all<ChangeRow>(sql, stepId, last?.number ?? start));
}

const changePages = {
  undo: [
    'SELECT * FROM change WHERE step_id = ? AND number < ? ORDER BY number DESC LIMIT 500',
    Number.MAX_SAFE_INTEGER,
  ],
  redo: ['SELECT * FROM change WHERE step_id = ? AND number > ? ORDER BY number LIMIT 500', 0],
} as const;

export type StepSummary = { readonly at: string; readonly action: string; readonly photos: number };

/** Steps that were done and not taken back, oldest first, for counting time. */
export function listSteps(catalog: Catalog): StepSummary[] {
  return catalog.all<StepSummary>`SELECT at, action, photos FROM step WHERE undone = 0 ORDER BY id`;
}

/** Steps between two looks at whether there are too many. */
const pruneEvery = 500;

/** Forgets the oldest steps beyond `mostChanges` changed rows; what a person did last can always be undone. */
export function pruneSteps(catalog: Catalog, mostChanges = 1_000_000): void {
  catalog.run`
    DELETE FROM step WHERE undone = 0 AND id < (
      SELECT max(id) FROM (SELECT id, sum(photos + 1) OVER (ORDER BY id DESC) AS total FROM step)
      WHERE total > ${mostChanges})`;
}
