/** Attaching releases to photos and taking them off, as steps that can be undone. */
import { counted, listed } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { setRelease } from '../../catalog/releases.ts';
import type { UndoableAction } from '../../catalog/undo-log.ts';
import {
  longestReleaseName,
  type ReleaseKind,
  releaseKinds,
} from '../../rules/outlets/master-text.ts';
import { oneLine } from '../../rules/texts/clean.ts';

/** The names in what was typed, each once. */
export function typedReleases(text: string): readonly string[] {
  const names = text.split(/[,;]/).map((name) => oneLine(name).slice(0, longestReleaseName).trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Attaches releases of one kind to photos. */
export function attachReleases(
  catalog: Catalog,
  photoIds: readonly number[],
  kind: ReleaseKind,
  names: readonly string[],
): UndoableAction {
  const words = `the ${kind} release${names.length === 1 ? '' : 's'} ${listed(names)}`;
  return {
    action: 'release',
    *work(step) {
      for (const id of photoIds) {
        for (const release of names) setRelease(catalog, step, id, { kind, release }, true);
        yield;
      }
    },
    message: (step) => `Attached ${words} to ${counted(step.photoIds.size, 'photo')}`,
    nothing: () => 'They are attached already',
  };
}

/** Takes releases of any kind off photos. */
export function takeReleasesOff(
  catalog: Catalog,
  photoIds: readonly number[],
  names: readonly string[],
): UndoableAction {
  return {
    action: 'release',
    *work(step) {
      for (const id of photoIds) {
        for (const kind of releaseKinds)
          for (const release of names) setRelease(catalog, step, id, { kind, release }, false);
        yield;
      }
    },
    message: (step) => `Took ${listed(names)} off ${counted(step.photoIds.size, 'photo')}`,
    nothing: () => `No photo has ${listed(names)}`,
  };
}
