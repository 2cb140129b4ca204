/** Photos whose request is not what it should be any more go back to be prepared. */
import { freeCopies } from '../../catalog/copies.ts';
import { clearIssues } from '../../catalog/issues.ts';
import * as moves from '../../catalog/request-moves.ts';
import type { Stage } from '../../photo.ts';
import type { Archive } from '../archive/archive.ts';
import { settingsFingerprint } from './request-profile.ts';

/** Returns how many were prepared with other settings and not sent. */
export function prepareAgain(archive: Archive): number {
  const { catalog, settings } = archive;
  const outdated = moves.returnToPrepare(catalog, settingsFingerprint(archive));
  freeCopies(catalog, { all: settings.copies === 'each' });
  return outdated;
}

/** Retries the photos that an issue holds back in a stage; returns how many there were. */
export function tryAgain(archive: Archive, stage: Stage): number {
  return archive.catalog.transaction(() => {
    const held = clearIssues(archive.catalog, stage);
    prepareAgain(archive);
    return held;
  });
}
