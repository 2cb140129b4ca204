/** What embedding would change in some photos, field by field, before and after. */
import { counted } from '../../amounts.ts';
import type { FieldChange } from '../../catalog/journal.ts';
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
    const { id, path } = photo;
    const name = photoName(catalog, path);
    const changes = await changesIn(archive, photo, locate);
    const facts = [
      ...changes.filter(({ field }) => shownApart.has(field)).flatMap((one) => apart(name, one)),
      ...othersIn(name, changes),
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
  const lines = others
    .slice(0, mostOthers)
    .flatMap((one) => linesOf(one, `${fieldTable[one.field].label}: `));
  const left = more > 0 ? [{ sign: ' ' as const, text: `and ${counted(more, 'more field')}` }] : [];
  return [{ name, note: 'Other fields', lines: [...lines, ...left] }];
}

function apart(name: string, change: FieldChange): Fact {
  return { name, note: fieldTable[change.field].label, lines: linesOf(change), inFull: true };
}

/** What goes and what comes, where there is any. */
function linesOf({ before, after }: FieldChange, label = '') {
  const line = (sign: '-' | '+', value: typeof before) => {
    const text = textsOf(value).join(', ').replaceAll('\n', ' ');
    return text === '' ? [] : [{ sign, text: `${label}${text}` }];
  };
  return [...line('-', before), ...line('+', after)];
}
