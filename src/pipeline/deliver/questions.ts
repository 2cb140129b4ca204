/** What the stage asks: which outlets, which folder, whether to go ahead, which of the refused photos to look at. */
import { homedir } from 'node:os';
import { byteText, count, counted } from '../../amounts.ts';
import {
  deliveryFolder,
  keepDeliveryFolder,
  outletsInUse,
  useOutlets,
} from '../../catalog/outlets-in-use.ts';
import { messageOf, StopError } from '../../errors.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Archive } from '../archive/archive.ts';
import type { Choice, Effect, Question } from '../archive/stage-view.ts';
import { folderOutside } from './folder.ts';
import type { Outlook, RefusedGroup } from './outlook.ts';
import { wayText } from './way.ts';

/** Keys of a list, one an item; `n` ends it. */
const listKeys = [...'123456789abcdefghijklmopqrstuvwxyz'];

/** Every outlet, ticked where it is in use; each key ticks one, or takes the tick away. */
export function askForOutlets(archive: Archive, all: readonly Outlet[], at = 0): Question {
  const used = new Set(outletsInUse(archive.catalog));
  const tick = (id: string, index: number): Effect => ({
    ask: () => {
      const others = [...used].filter((one) => one !== id);
      useOutlets(archive.catalog, used.has(id) ? others : [...others, id]);
      return askForOutlets(archive, all, index);
    },
  });
  // The stage is looked at again.
  const end: Effect = { call: async () => [] };
  return {
    title: 'Where the photos of this archive go',
    choices: [
      ...all.map((outlet, index) => ({
        key: listKeys[index] ?? '',
        label: `${used.has(outlet.id) ? '✓' : '·'} ${outlet.name}`,
        note: wayText(outlet),
        effect: tick(outlet.id, index),
      })),
      { key: 'n', label: '  that is all', effect: end },
    ],
    first: at,
    closed: end,
  };
}

/** What is proposed while no folder was named. */
function proposedFolder({ root }: Archive): string {
  return `${root}-delivered`;
}

/**
 * Asks which folder the copies go to, and again for one that cannot be.
 * @param then what is asked when it is known
 */
export function askForFolder(
  archive: Archive,
  then?: () => Promise<Question | readonly string[]>,
  wrong?: { readonly typed: string; readonly why: string },
): Question {
  const { catalog, root } = archive;
  return {
    title: 'The folder that copies and CSVs go to',
    facts: [
      { text: 'Each outlet gets a folder of its own in it. It must lie outside the archive.' },
      ...(wrong === undefined ? [] : [{ warning: wrong.why } as const]),
    ],
    field: 'Folder',
    text: wrong?.typed ?? deliveryFolder(catalog) ?? proposedFolder(archive),
    enter: then === undefined ? 'use it' : 'go on',
    effect: (typed) => ({
      call: async () => {
        try {
          keepDeliveryFolder(catalog, await folderOutside(root, fromHome(typed.trim())));
        } catch (error) {
          const advice = error instanceof StopError ? ` ${error.advice}` : '';
          return askForFolder(archive, then, { typed, why: `${messageOf(error)}${advice}` });
        }
        return (await then?.()) ?? [];
      },
    }),
  };
}

/** `~/Deliveries` as a shell reads it. */
function fromHome(typed: string): string {
  return /^~(?=$|\/)/.test(typed) ? `${homedir()}${typed.slice(1)}` : typed;
}

/** Names the copies, where they go, and the space that they need. */
export function askToDeliver(
  { plans }: Outlook,
  {
    folder,
    needed,
    free,
  }: { readonly folder: string; readonly needed: number; readonly free: number },
): Question {
  const copies = plans.reduce((sum, plan) => sum + plan.copies, 0);
  const changed = plans.reduce((sum, { counts }) => sum + counts['sent-changed'], 0);
  const outlets = plans.filter((plan) => plan.copies > 0).map(({ outlet }) => outlet.name);
  const again: Choice = {
    key: 'a',
    label: `make ${count(copies + changed)}, also of ${counted(changed, 'photo')} that left with another text`,
    effect: { run: 'deliver', insist: true },
  };
  return {
    title: copies > 0 ? `Make ${counted(copies, 'copy', 'copies')}?` : 'Deliver again?',
    facts: [
      ...(outlets.length > 0 ? [{ label: 'For', value: outlets }] : []),
      { label: 'Folder', value: folder },
      ...(needed > 0
        ? [{ label: 'Space', value: `${byteText(needed)}; ${byteText(free)} are free` }]
        : []),
      { text: 'Your photos are only read.', tone: 'quiet' },
    ],
    choices: [
      ...(copies > 0
        ? [
            {
              key: 'y',
              label: `make ${counted(copies, 'copy', 'copies')}`,
              effect: { run: 'deliver' },
            } as const,
          ]
        : []),
      ...(changed > 0 ? [again] : []),
      { key: 'n', label: 'not now' },
    ],
    // Copies harm nobody; what has left is not sent again by a habit.
    first: copies > 0 ? 0 : 1,
  };
}

/** Leads to the photos of a group in the review, where their text can be changed. */
export function lookAtRefused(groups: readonly RefusedGroup[]): Effect {
  const [first] = groups;
  if (groups.length === 1 && first !== undefined) return groupInReview(first);
  return {
    ask: {
      title: 'Look at refused photos in the review',
      choices: [
        ...groups.map((group, index) => ({
          key: listKeys[index] ?? '',
          label: `${group.outlet.name}: ${counted(group.photos, 'photo')}`,
          note: group.reason,
          effect: groupInReview(group),
        })),
        { key: 'n', label: 'none of them' },
      ],
      first: 0,
    },
  };
}

/** The filter cannot hold a quotation mark, so that the longest part of the reason without one stands for it. */
function groupInReview({ outlet, reason }: RefusedGroup): Effect {
  const parts = `${outlet.id}: ${reason}`.split('"');
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  const also = longest === parts[0] ? '' : `unfit:${outlet.id} `;
  return { go: 'review', filter: `${also}unfit:"${longest.trim()}"` };
}
