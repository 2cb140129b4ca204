/** What a photo itself says, beside our text: its own title, caption, keywords, rating and label. */
import { embeddedEarlier } from '../../catalog/journal.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { ExistingText } from '../../photo.ts';
import { tidyExisting } from '../../rules/keywords/existing-keywords.ts';
import { withoutTerms } from '../../rules/keywords/terms.ts';
import { titleOf } from '../../rules/texts/title.ts';
import type { Archive } from '../archive/archive.ts';
import type { PhotoDoc } from '../review/doc.ts';
import type { ForeignValue } from './diff.ts';

export type FileText = {
  /** What it says now: as it was scanned, with what we have embedded since. */
  readonly says: ExistingText;
  /** What of it is not ours, and says something else than our text. */
  readonly beside: readonly ForeignValue[];
};

const texts = ['headline', 'shortTitle', 'caption'] as const;

export function textInFile({ catalog, settings }: Archive, doc: PhotoDoc): FileText {
  const { photo, review, hasText } = doc;
  const { existing } = photo;
  const { last } = embeddedEarlier(catalog, photo.id);
  const { title } = titleOf({ ...photo, description: review.description });
  const ours = { headline: title, shortTitle: review.shortTitle, caption: review.caption ?? title };
  const byHand = { shortTitle: review.edited.includes('shortTitle'), caption: review.caption };
  const beside = texts.flatMap((field): ForeignValue[] => {
    const value = existing[field] ?? '';
    // What we have embedded since has taken its place.
    if (value === '' || last[field] !== undefined || value === ours[field]) return [];
    const isWritten = field !== 'headline' && Boolean(byHand[field]);
    const stays = settings[`embed.${field}`] === 'fill' && !isWritten;
    return [
      {
        label: wordFor(field),
        value,
        ours: hasText && ours[field] !== '' ? ours[field] : undefined,
        brief: false,
        ...(stays && hasText ? { holds: true } : {}),
      },
    ];
  });
  const keywords =
    last.keywords === undefined
      ? withoutTerms(tidyExisting(existing.keywords, photo, []), review.keywords)
      : [];
  return {
    says: {
      ...existing,
      ...Object.fromEntries(texts.flatMap((field) => (last[field] ? [[field, last[field]]] : []))),
      keywords: last.keywords ?? existing.keywords,
    },
    beside: [
      ...beside,
      ...brief('keywords', keywords.length === 0 ? undefined : `+ ${keywords.join(', ')}`, false),
      ...brief('rating', existing.rating),
      ...brief('label', existing.label ?? existing.colour),
      ...brief('pick', existing.pick),
    ],
  };
}

function brief(label: string, value: string | undefined, isBrief = true): ForeignValue[] {
  return value === undefined || value === ''
    ? []
    : [{ label, value, ours: undefined, brief: isBrief }];
}
