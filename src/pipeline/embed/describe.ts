/** Embed, described: what goes into the JPEGs, what happens to the old values, and the way back. */

import { counted, listed } from '../../amounts.ts';
import { countReady, countReplaced, eachReady } from '../../catalog/photos.ts';
import { attachedKinds } from '../../catalog/releases.ts';
import { type FieldName, fieldTable, isTemplateField } from '../../metadata/fields.ts';
import type { Archive } from '../archive/archive.ts';
import { allEntries } from '../archive/folder-templates.ts';
import { leftAloneFacts } from '../archive/left-alone.ts';
import {
  type Action,
  countsAt,
  type Effect,
  type Fact,
  type FactGroups,
  factList,
  type Question,
  type Situation,
  type StageView,
  wayBack,
} from '../archive/stage-view.ts';
import { undoOffer } from '../archive/undo-offer.ts';
import {
  askToInsist,
  labelWithMadeUp,
  type MadeUp,
  madeUpAt,
  madeUpCount,
  madeUpFacts,
} from '../sidecars/made-up.ts';
import { examplesOf } from './examples.ts';
import { othersNote } from './notes.ts';
import { policiesOf } from './policy.ts';
import { embeddedFields } from './text-to-embed.ts';

/** What happens to a field that has a value already. */
const ways = [
  ['replace', 'Replaces'],
  ['fill', 'Fills if empty'],
] as const;
const examplePhotos = 3;
const photosBeside = 20;

export async function describeEmbed(situation: Situation): Promise<StageView> {
  const { archive, signal } = situation;
  const madeUp = await madeUpAt(archive, 'embed', countReady(archive.catalog, 'embed'));
  const { ids, others } = madeUp;
  const write = (insist: boolean, photos: number): Effect => ({
    ask: confirmation(situation, { photos, insist, ids }),
  });
  const offer = undoOffer(situation, 'embed');
  const isOver = situation.counts.done > 0 && countsAt(situation, 'sidecars').waiting === 0;
  const action = (): Action => {
    if (ids.length > 0)
      return {
        label: labelWithMadeUp(madeUp, { before: 'Embed in', again: 'in ', what: 'photo' }),
        effect: { ask: askToInsist(madeUp, write) },
      };
    if (others > 0)
      return { label: `Embed in ${counted(others, 'photo')}`, effect: write(false, others) };
    return isOver
      ? { label: 'Go on to Deliver', effect: { go: 'deliver' } }
      : wayBack(situation, 'embed', 'No photo is ready to be embedded');
  };
  return {
    facts: [
      madeUpFacts(madeUp, 'into'),
      await numbers(archive, madeUp, signal),
      othersNote(archive).map((text) => ({ text })),
      offer.facts,
    ],
    besides: await examplesOf(archive, photosBeside),
    action: action(),
    undo: offer.undo,
  };
}

/** What embedding would do, in numbers and examples. */
export async function embeddingFacts(
  archive: Archive,
  madeUp: MadeUp,
  signal: AbortSignal,
): Promise<FactGroups> {
  const examples = await examplesOf(archive, examplePhotos);
  return [await numbers(archive, madeUp, signal), ...examples.flatMap(({ facts }) => facts)];
}

async function numbers(
  archive: Archive,
  madeUp: MadeUp,
  signal: AbortSignal,
): Promise<readonly Fact[]> {
  const { catalog, settings } = archive;
  const { ids, others } = madeUp;
  const waiting = countReady(catalog, 'sidecars');
  const { headlines, keywords } = replaced(archive, { without: ids });
  const entries = allEntries(archive);
  const inUse = new Set([...entries.map(({ field }) => field), ...releaseFields(catalog)]);
  const policies = policiesOf(settings, [
    ...entries.flatMap(({ field, policy }) => (policy === 'replace' ? [field] : [])),
    ...releaseFields(catalog),
  ]);
  const fields = embeddedFields(settings).filter(
    (field) => !isTemplateField(field) || inUse.has(field),
  );
  const fieldFacts =
    others + ids.length === 0
      ? []
      : ways.flatMap(([policy, label]): Fact[] => {
          const value = fields
            .filter((field) => policies[field] === policy)
            .map((field) => fieldTable[field].label);
          return value.length === 0 ? [] : [{ label, value }];
        });
  const more = waiting === 0 ? '' : `; ${counted(waiting, 'more waits', 'more wait')} at Sidecars`;
  return factList(
    others > 0 && { label: 'Ready', value: `${counted(others, 'photo')}${more}` },
    madeUpCount(madeUp, 'photo'),
    ...fieldFacts,
    headlines > 0 && {
      label: 'Old headlines',
      value: `${counted(headlines, 'is', 'are')} replaced and kept for undo`,
    },
    keywords > 0 && {
      label: 'Old keywords',
      value: `${counted(keywords, 'photo has', 'photos have')} some; they are replaced and kept for undo`,
    },
    ...(await leftAloneFacts(archive, eachReady(catalog, 'embed'), signal)),
  );
}

/** The fields that releases go into, where any is attached. */
function releaseFields(catalog: Archive['catalog']): readonly FieldName[] {
  return attachedKinds(catalog).flatMap(
    (kind) => [`${kind}ReleaseStatus`, `${kind}ReleaseId`] as const,
  );
}

/** Photos to be written that have a headline, and that have keywords, which would be replaced. */
function replaced({ catalog, settings }: Archive, which: Parameters<typeof countReplaced>[1]) {
  const policies = policiesOf(settings);
  const { headlines, lists } = countReplaced(catalog, which);
  return {
    headlines: policies.headline === 'fill' ? 0 : headlines,
    keywords: policies.keywords === 'fill' ? 0 : lists,
  };
}

/**
 * Names the count and what happens to the old values; wants the count typed, so that no stray key does it. Fields and
 * examples are on the screen behind.
 */
function confirmation(
  situation: Situation,
  { photos, insist, ids }: { photos: number; insist: boolean; ids: readonly number[] },
): Question {
  return {
    title: `Write ${insist ? 'made-up texts ' : ''}into ${counted(photos, 'photo')}?`,
    facts: [{ text: replacedText(situation, insist ? { and: ids } : { without: ids }) }],
    type: String(photos),
    enter: 'write',
    effect: { run: 'embed', insist },
  };
}

function replacedText({ archive, key }: Situation, which: Parameters<typeof replaced>[1]): string {
  const undo = key('embed.undo');
  const { headlines, keywords } = replaced(archive, which);
  if (headlines + keywords === 0)
    return `Files will be changed; no existing headline or keyword is lost. ${undo} undoes it.`;
  const what = listed([
    ...(headlines > 0 ? [counted(headlines, 'headline')] : []),
    ...(keywords > 0 ? [`the keywords of ${counted(keywords, 'photo')}`] : []),
  ]);
  const isOne = headlines === 1 && keywords === 0;
  return `Files will be changed: ${what} ${isOne ? 'is' : 'are'} replaced. The old values are kept; ${undo} puts them back.`;
}
