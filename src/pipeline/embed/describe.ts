/** Embed, described: what goes into the JPEGs, what happens to the old values, and the way back. */

import { counted, listed } from '../../amounts.ts';
import { approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { countReady, countReplaced, readyPhotos } from '../../catalog/photos.ts';
import { fieldTable, isTemplateField } from '../../metadata/fields.ts';
import type { Archive } from '../archive/archive.ts';
import { allEntries } from '../archive/folder-templates.ts';
import {
  type Action,
  type Beside,
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
  const { archive } = situation;
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
      numbers(archive, madeUp),
      othersNote(archive).map((text) => ({ text })),
      offer.facts,
    ],
    besides: examplesOf(archive, photosBeside),
    action: action(),
    undo: offer.undo,
  };
}

/** What embedding would do, in numbers and examples. Reads the catalog alone. */
export function embeddingFacts(archive: Archive, madeUp: MadeUp): FactGroups {
  return [
    numbers(archive, madeUp),
    ...examplesOf(archive, examplePhotos).flatMap(({ facts }) => facts),
  ];
}

function numbers(archive: Archive, madeUp: MadeUp): readonly Fact[] {
  const { catalog, settings } = archive;
  const { ids, others } = madeUp;
  const waiting = countReady(catalog, 'sidecars');
  const { headlines, keywords } = replaced(archive, { without: ids });
  const entries = allEntries(archive);
  const inTemplates = new Set(entries.map(({ field }) => field));
  const policies = policiesOf(
    settings,
    entries.flatMap(({ field, policy }) => (policy === 'replace' ? [field] : [])),
  );
  const fields = embeddedFields(settings).filter(
    (field) => !isTemplateField(field) || inTemplates.has(field),
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

/** Photos that already have text come first, because something is at stake there. */
function examplesOf({ catalog }: Archive, most: number): Beside[] {
  const photos = readyPhotos(catalog, 'embed', '', 200);
  const withText = photos.filter(({ existing }) => (existing.headline ?? '') !== '');
  const chosen = [...new Set([...withText, ...photos])].slice(0, most);
  return chosen.flatMap(({ id, path, existing }) => {
    const { title, keywords } = approvedText(catalog, id) ?? {};
    const { last } = embeddedEarlier(catalog, id);
    const name = photoName(catalog, path);
    const changes = [
      ...changed(name, 'Headline', last.headline ?? existing.headline, title),
      ...changed(name, 'Keywords', last.keywords ?? existing.keywords, keywords),
    ];
    return changes.length === 0
      ? []
      : [{ photoIds: [id], facts: changes.map((change) => [change]) }];
  });
}

type Value = string | readonly string[] | undefined;

function changed(name: string, note: string, before: Value, after: Value): Fact[] {
  const [old, text] = [before ?? '', after].map((value) => value && [value].flat().join(', '));
  if (text === undefined || text === old) return [];
  const lines = [
    ...(old === undefined || old === '' ? [] : [{ sign: '-', text: old } as const]),
    { sign: '+', text } as const,
  ];
  return [{ name, note, lines, inFull: true }];
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
