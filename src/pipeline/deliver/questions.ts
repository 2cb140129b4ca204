/** What the stage asks: which outlets, which folder, whether to go ahead, which of the refused photos to look at. */
import { homedir } from 'node:os';
import { byteText, count, counted, listed } from '../../amounts.ts';
import {
  deliveryFolder,
  keepDeliveryFolder,
  outletsInUse,
  useOutlets,
} from '../../catalog/outlets-in-use.ts';
import { messageOf, StopError } from '../../errors.ts';
import { freeBytes } from '../../files/space.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { capitalised } from '../../rules/texts/clean.ts';
import type { Archive } from '../archive/archive.ts';
import type { Effect, Question } from '../archive/stage-view.ts';
import { existingParent, folderOutside, proposedFolder } from './folder.ts';
import { neededBytes } from './make-copies.ts';
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

type Then = () => Promise<Question | readonly string[]>;

/** Whether each outlet gets its copies in its own way, or all lie in a folder and nothing is uploaded. */
export function askWhere(archive: Archive, then?: Then): Question {
  const { catalog, rehearsal } = archive;
  if (rehearsal) return askForFolder(archive, then);
  const isFolder = deliveryFolder(catalog) !== undefined;
  return {
    title: 'Where the copies go',
    choices: [
      {
        key: 'u',
        label: 'to each outlet in its own way',
        note: 'uploaded, or into the folder that is set for it',
        effect: {
          call: async () => {
            keepDeliveryFolder(catalog, undefined);
            return (await then?.()) ?? [];
          },
        },
      },
      {
        key: 'f',
        label: 'all into one folder',
        note: 'nothing is uploaded',
        effect: { ask: () => askForFolder(archive, then) },
      },
    ],
    first: isFolder ? 1 : 0,
  };
}

/**
 * Asks which folder the copies go to, and again for one that cannot be.
 * @param then what is asked when it is known
 */
function askForFolder(
  archive: Archive,
  then?: Then,
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
    text: wrong?.typed ?? deliveryFolder(catalog) ?? proposedFolder(root),
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

/** `make 63 copies and upload 42`. */
export function whatIsDone({ copies, uploads }: Pick<Outlook, 'copies' | 'uploads'>): string {
  const upload = copies > 0 ? count(uploads) : counted(uploads, 'copy', 'copies');
  return listed([
    ...(copies > 0 ? [`make ${counted(copies, 'copy', 'copies')}`] : []),
    ...(uploads > 0 ? [`upload ${upload}`] : []),
  ]);
}

/** Names the copies, where they go, the space that they need, and whose password would go unprotected. */
export async function askToDeliver(
  { logins }: Archive,
  outlook: Outlook,
  { again }: { readonly again: boolean },
): Promise<Question> {
  const { outlets } = outlook.plan;
  const atWork = outlets.filter(({ copies, uploads }) => copies + uploads > 0);
  const needed = neededBytes(outlets);
  const open = atWork.filter((one) => one.unprotected !== undefined && one.uploads > 0);
  const free = await freeBytes(existingParent(atWork[0]?.folder ?? '.'));
  const what = whatIsDone(outlook);
  const allowAll = () => {
    for (const { outlet } of open) logins?.unprotected.allow(outlet.id);
  };
  return {
    title: `${capitalised(what)}?`,
    facts: [
      ...atWork.map(({ folder, outlet, server, uploadBytes, uploads }) => ({
        text:
          server === undefined
            ? `${outlet.name}: in ${folder}`
            : `${outlet.name}: ${counted(uploads, 'copy', 'copies')}, ${byteText(uploadBytes)}, to ${server}`,
      })),
      ...(needed > 0
        ? [
            {
              label: 'Space',
              value: `${byteText(needed)} on this disk; ${byteText(free)} are free`,
            },
          ]
        : []),
      ...open.map((one) => ({ warning: one.unprotected ?? '' })),
      { text: 'Your photos are only read.', tone: 'quiet' },
    ],
    choices: [
      ...(atWork.length > open.length
        ? [
            {
              key: 'y',
              label: open.length === 0 ? what : 'go ahead, but not over unprotected FTP',
              effect: { run: 'deliver', insist: again },
            } as const,
          ]
        : []),
      ...(open.length > 0
        ? [
            {
              key: 'p',
              label: 'go ahead, and let the password go unprotected',
              effect: { run: 'deliver', insist: again, before: allowAll },
            } as const,
          ]
        : []),
      { key: 'n', label: 'not now' },
    ],
    // Copies harm nobody; what leaves this machine is sent by no habit.
    ...(outlook.uploads === 0 && !again && { first: 0 }),
  };
}

/** Leads to the photos of a group in the review, where their text can be changed. */
export function lookAtRefused({ portals, refused }: Outlook): Effect | undefined {
  const groups = [
    ...refused.map((group) => ({ ...group, effect: groupInReview(group, 'unfit') })),
    ...portals.map((group) => ({
      ...{ outlet: group.outlet, photos: group.photos, reason: `at the portal: ${group.reason}` },
      effect: groupInReview(group, 'refused'),
    })),
  ];
  if (groups.length < 2) return groups[0]?.effect;
  return {
    ask: {
      title: 'Look at refused photos in the review',
      choices: [
        ...groups.map(({ effect, outlet, photos, reason }, index) => ({
          key: listKeys[index] ?? '',
          label: `${outlet.name}: ${counted(photos, 'photo')}`,
          note: reason,
          effect,
        })),
        { key: 'n', label: 'none of them' },
      ],
      first: 0,
    },
  };
}

/** The filter cannot hold a quotation mark, so that the longest part of the reason without one stands for it. */
function groupInReview(
  { outlet, reason }: Pick<RefusedGroup, 'outlet' | 'reason'>,
  field: 'unfit' | 'refused',
): Effect {
  const parts = `${outlet.id}: ${reason}`.split('"');
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  const also = longest === parts[0] ? '' : `${field}:${outlet.id} `;
  return { go: 'review', filter: `${also}${field}:"${longest.trim()}"` };
}
