/** What embedding would change in some photos, field by field, before and after. */
import { counted } from '../../amounts.ts';
import { approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier, type FieldChange } from '../../catalog/journal.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { readyPhotos } from '../../catalog/photos.ts';
import { systemCode } from '../../errors.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import { textsOf } from '../../metadata/metadata.ts';
import { languageIn } from '../../metadata/second-language.ts';
import type { Photo } from '../../photo.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import type { Beside, Fact } from '../archive/stage-view.ts';
import { saidInPhoto } from '../archive/text-in-photo.ts';
import { type Locator, newLocator } from '../sidecars/locate.ts';
import { changesFor, describeChanges } from './policy.ts';
import { textToEmbed } from './text-to-embed.ts';

/** Fields shown beside title and keywords. */
const mostOthers = 12;

/** Photos that already have text come first, because something is at stake there. */
export async function examplesOf(archive: Archive, most: number): Promise<Beside[]> {
  const { catalog } = archive;
  const photos = readyPhotos(catalog, 'embed', '', 200);
  const withText = photos.filter(({ existing }) => (existing.headline ?? '') !== '');
  const chosen = [...new Set([...withText, ...photos])].slice(0, most);
  const locate = newLocator(archive);
  const examples: Beside[] = [];
  for (const photo of chosen) {
    const { id, path, existing } = photo;
    const { title, keywords } = approvedText(catalog, id) ?? {};
    const { last } = embeddedEarlier(catalog, id);
    const name = photoName(catalog, path);
    const facts = [
      ...changed(name, 'Headline', last.headline ?? existing.headline, title),
      ...changed(name, 'Keywords', last.keywords ?? existing.keywords, keywords),
      ...othersIn(name, await changesIn(archive, photo, locate)),
    ];
    if (facts.length > 0) examples.push({ photoIds: [id], facts: facts.map((fact) => [fact]) });
  }
  return examples;
}

/** What our own reader says of the file; nothing where it cannot be read, which embedding tells. */
async function changesIn(archive: Archive, photo: Photo, locate: Locator): Promise<FieldChange[]> {
  const wanted = await textToEmbed(archive, photo, locate, true);
  if (wanted === undefined || 'code' in wanted) return [];
  const { text, options } = wanted;
  try {
    const present = await saidInPhoto(fileOf(archive, photo), languageIn(text));
    const changes = changesFor(text, present, options.policies, photo.path, {
      ...(options.earlier ?? { last: {}, before: {}, addedKeywords: [] }),
      ...(options.withdrawn && { withdrawn: options.withdrawn }),
    });
    return describeChanges(changes, present, options.withdrawn);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}

const shownApart: ReadonlySet<FieldName> = new Set(['headline', 'keywords']);

/** All other fields, a row each. */
function othersIn(name: string, changes: readonly FieldChange[]): Fact[] {
  const others = changes.filter(({ field }) => !shownApart.has(field));
  if (others.length === 0) return [];
  const more = others.length - mostOthers;
  const lines = others.slice(0, mostOthers).flatMap(({ field, before, after }) => {
    const line = (sign: '-' | '+', value: typeof before) => {
      const text = textsOf(value).join(', ').replaceAll('\n', ' ');
      return text === '' ? [] : [{ sign, text: `${fieldTable[field].label}: ${text}` }];
    };
    return [...line('-', before), ...line('+', after)];
  });
  const left = more > 0 ? [{ sign: ' ' as const, text: `and ${counted(more, 'more field')}` }] : [];
  return [{ name, note: 'Other fields', lines: [...lines, ...left] }];
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
