/** All attacks. */
import { disks } from './disks.ts';
import { files } from './files.ts';
import { columns } from './folder/columns.ts';
import { entries } from './folder/entries.ts';
import { rows } from './folder/rows.ts';
import { tables } from './folder/tables.ts';
import { trialOf as folderTrialOf } from './folder/tour.ts';
import { killsOf } from './kills.ts';
import { answers } from './modes/answers.ts';
import { batchModes } from './modes/batches.ts';
import { objects } from './modes/objects.ts';
import { resultFiles } from './modes/result-files.ts';
import { trialOf } from './modes/steps.ts';
import { wholeReplies } from './modes/whole-replies.ts';
import { names } from './names.ts';
import { sidecars } from './sidecars.ts';
import type { Group } from './trial.ts';

/** Most of these wait more than they work. */
const waiting = 6;
const working = 2;

/** @param seed of the moments that are chosen by chance */
export const groupsOf = (seed: string): readonly Group[] => [
  {
    name: 'replies',
    title: 'A service whose replies are no replies',
    about:
      'Every call is answered like this, in submit (batches and live), collect, run and doctor. Afterwards the same archive is collected with an honest service, and its issues are listed.',
    atOnce: waiting,
    trials: wholeReplies.map(trialOf),
  },
  {
    name: 'objects',
    title: 'A service whose files and batches are not what they should be',
    about:
      'An honest service whose own objects are changed on their way, in the steps that read them.',
    atOnce: waiting,
    trials: [...objects, ...batchModes].map(trialOf),
  },
  {
    name: 'answers',
    title: 'Answers that no model writes',
    about: 'Files of answers and live answers that are changed on their way.',
    atOnce: waiting,
    trials: [...answers, ...resultFiles].map(trialOf),
  },
  {
    name: 'names',
    title: 'Names',
    about:
      'Photos with such names, or in such folders, go through all stages and every list, and are undone. What is exported is imported again.',
    atOnce: working,
    trials: names,
  },
  {
    name: 'files',
    title: 'Files',
    about:
      'Such a file beside two plain photos goes through all stages and every list, and all is undone.',
    atOnce: working,
    trials: files,
  },
  {
    name: 'sidecars',
    title: 'Sidecars',
    about: 'Such a sidecar beside one of two photos goes through all stages.',
    atOnce: working,
    trials: sidecars,
  },
  {
    name: 'folder',
    title: 'A work folder of somebody else',
    about:
      'An archive comes with such a .proofsheet. Every command that shows and every stage that works is tried on it, undo and rebuild too.',
    atOnce: working,
    trials: [...entries, ...tables, ...rows].map(folderTrialOf),
  },
  {
    name: 'columns',
    title: 'Every column of the catalog',
    about:
      'Each column of each table holds such a value in every row, one after the other, in an archive of three photos that wait for something to do. Lists, exports, scanning, embedding and undo are tried on each.',
    atOnce: working,
    trials: columns,
  },
  {
    name: 'kills',
    title: 'Kills',
    about:
      'SIGKILL at moments drawn from the seed. Then it goes on to the end: every photo is done, none was paid twice, and after undo every byte is as it was.',
    atOnce: working,
    trials: killsOf(seed),
  },
  {
    name: 'disks',
    title: 'Full disks',
    about:
      'Small disks (tmpfs, which takes root to mount), full at some moment, and again with room.',
    atOnce: working,
    trials: disks,
  },
];
