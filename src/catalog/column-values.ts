/** What columns may say beyond their types: one of a few words, a moment, a number as text. */

const writing = ['writing', 'done', 'undoing', 'undone', 'lost'];
const decisions = ['open', 'accepted', 'rejected'];
const usages = ['editorial', 'commercial'];
const sources = ['batch', 'live', 'file', 'rehearsal', 'sidecar'];

type Column = {
  readonly words: readonly string[];
  /** What a rebuilt catalog says instead of another word; where there is nothing, the row is lost. */
  readonly otherwise?: string | null;
};

export const fewWords: Readonly<Record<string, Column>> = {
  'photo.usage': { words: usages, otherwise: 'editorial' },
  'photo.place_source': {
    words: ['folder', 'embedded', 'gps', 'person', 'kept'],
    otherwise: null,
  },
  'photo.taken_source': { words: ['original', 'sidecar', 'made'], otherwise: null },
  'request.state': {
    words: ['ready', 'released', 'asking', 'answered', 'failed', 'dropped'],
  },
  'batch.state': {
    words: ['written', 'uploaded', 'creating', 'open', 'collected', 'abandoned', 'exported'],
  },
  'batch.way': { words: ['service', 'file'] },
  'hosted_copy.state': { words: ['sending', 'there', 'unneeded'] },
  'attempt.way': { words: ['batch', 'live', 'file'] },
  'suggestion.source': { words: sources },
  'review.source': { words: sources, otherwise: null },
  'review.decision': { words: decisions, otherwise: 'open' },
  'review.title_decision': { words: decisions, otherwise: 'open' },
  'review.keywords_decision': { words: decisions, otherwise: 'open' },
  'review.model_usage': { words: usages, otherwise: null },
  'correction.usage': { words: usages, otherwise: null },
  'change.row_table': {
    words: [
      'review',
      'photo',
      'correction',
      'sidecar',
      'raw_sidecar',
      'ignored_word',
      'at_outlet',
      'release',
    ],
  },
  'at_outlet.choice': { words: ['send', 'keep'], otherwise: null },
  'release.kind': { words: ['model', 'property'] },
  'write_run.stage': { words: ['sidecars', 'embed'] },
  'sidecar_writing.state': { words: writing },
  'embedding.state': { words: writing },
  'delivery.state': { words: ['ready', 'delivered', 'accepted', 'refused'] },
  'delivery.upload': { words: ['older', 'sending', 'direct', 'whole'], otherwise: 'older' },
  'delivery_csv.state': { words: ['written', 'sent'] },
};

/** Moments, as `Date.toISOString` writes them; those that may be NULL are NULL in a rebuilt catalog when they are none. */
export const moments: readonly string[] = [
  ...['issue.at', 'run.started_at', 'attempt.at', 'suggestion.at', 'review.changed_at'],
  ...[
    'step.at',
    'draft.at',
    'write_run.at',
    'sidecar.written_at',
    'raw_sidecar.written_at',
    'batch.written_at',
  ],
  ...['batch.sent_at', 'batch.accepted_at', 'batch.ended_at', 'batch.expires_at'],
  ...['batch.polled_at', 'batch.not_before', 'delivery.at'],
];

/** Nanoseconds since 1970, which exceed a double. */
export const nanoseconds: readonly string[] = ['photo.mtime', 'sidecar.mtime', 'raw_sidecar.mtime'];

/** Names of files, with or without their folders. */
export const paths: readonly string[] = [
  ...['photo.path', 'photo.folder', 'embedding.copy'],
  ...['photo.raw', 'sidecar.name', 'raw_sidecar.name', 'sidecar_writing.name', 'delivery.name'],
  ...['delivery.csv', 'delivery_csv.folder', 'delivery_csv.name'],
];

/** Texts that people and models write. */
export const texts: readonly string[] = [
  ...['photo.city', 'photo.country', 'photo.region'],
  ...['correction.city', 'correction.country', 'correction.region'],
  ...['review.description', 'review.short_title', 'review.caption', 'review.usage_reason'],
  ...['issue.message', 'draft.text'],
];

/** Characters of the longest text that a rebuilt catalog takes over: ten times what can be typed into a field. */
export const longestKept = 100_000;

/** UTF-16 code units of the longest path of any system, which is Windows'. */
const longestPath = 32_767;

/** Whether a name can be that of a file. It is taken apart at its slashes, of which a longer one may have any number. */
export function isPath(value: string): boolean {
  return value.length <= longestPath;
}

export function isMoment(value: string): boolean {
  return /^(?:\d{4}|\+\d{6})-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

export function isNanoseconds(value: string): boolean {
  return /^-?\d{1,20}$/.test(value);
}
