/** The settings there are: one table of names, kinds, defaults and meanings. */
import { askSpecs } from './ask-settings.ts';
import { StopError } from './errors.ts';
import {
  type OutletName,
  type OutletSettings,
  outletIn,
  outletKeys,
  outletSpecs,
} from './outlet-settings.ts';
import {
  address,
  dollars,
  line,
  list,
  number,
  oneOf,
  replacements,
  type SettingSpec,
  server,
  text,
  type ValueOf,
  yesNo,
} from './setting-kinds.ts';

/** Every setting there is. */
const settingSpecs = {
  engine: oneOf(
    ['batch', 'live', 'flex'],
    'How to ask: half-price batches within a day, one by one at once, or so at half price while there is room (flex).',
  ),
  'flex.fallback': oneOf(
    ['wait', 'live'],
    'Where flex has no room after several tries: let the photos wait, or ask at the full price.',
  ),
  model: text('gpt-6-luna', 'The vision model that writes titles and keywords.'),
  baseURL: address('The address of a compatible service; empty for OpenAI.'),
  reasoningEffort: oneOf(
    ['none', 'low', 'medium', 'high', 'xhigh', 'max', ''],
    'How long the model may think; thinking is billed. Empty: not sent.',
  ),
  'prompt.notes': text(
    '',
    'Sent to the model with every photo, for example what you specialise in.',
  ),
  'prompt.file': text(
    '',
    'A text file that tells the model how to write, in place of our words; empty for ours.',
  ),
  'prompt.examples': number(
    0,
    10,
    0,
    'Titles of yours, the last ones that you edited in the same country and usage, that go with each photo as examples.',
  ),
  ...askSpecs,
  'keywords.count': number(5, 50, 50, 'Keywords per photo.'),
  'keywords.required': list('Keywords that every photo must have.'),
  'keywords.banned': list('Words that are never keywords.'),
  'keywords.existing': oneOf(
    ['keep', 'leave-out'],
    'Whether keywords that a photo or its sidecar has already are in the list from the start.',
  ),
  'keywords.list': line(
    'A keyword list of the archive, on top of the one that you have imported: a path, or one within the archive.',
  ),
  'keywords.add': oneOf(
    ['nothing', 'parents', 'synonyms', 'both'],
    'What the keywords of an answer bring along out of your list: what stands above them, their synonyms.',
  ),
  'words.replaced': replacements(
    'Words of answers that are written otherwise in titles and keywords, as in gray=grey.',
  ),
  'keywords.paths': oneOf(
    ['extend', 'write'],
    "Lightroom's and digiKam's lists of keyword paths: extend those that are there, or write them out of your list.",
  ),
  'checks.offensive': yesNo(true, 'Report words that insult.'),
  formats: oneOf(
    ['all', 'jpeg'],
    'Which pictures are photos: also raw files, TIFF, PNG, WebP, HEIC and AVIF without a JPEG beside them, or JPEGs alone.',
  ),
  folders: text(
    '{country}/{city}/{usage}',
    'What the last folders above a photo mean; {} for a level without meaning.',
  ),
  'gps.maxDistance': number(
    1,
    200,
    30,
    'Kilometres from a photo to the town it may be said to be in, where only its position tells.',
  ),
  copies: oneOf(
    ['once', 'each'],
    'Photos with the very same picture: ask about one and give its answer to all, or ask about each.',
  ),
  'usage.default': oneOf(
    ['editorial', 'commercial'],
    'The usage of photos whose folders do not name one.',
  ),
  'preview.edge': number(
    256,
    2048,
    768,
    'Longest side of a preview, which is what the model sees, in pixels.',
  ),
  'preview.quality': number(40, 95, 80, 'JPEG quality of a preview.'),
  'preview.detail': oneOf(['low', 'high'], 'How closely the model looks at it.', {
    fallback: 'high',
  }),
  'preview.delivery': oneOf(
    ['inline', 'folder', 'sftp', 'ftps', 'ftp', 's3'],
    'Send previews inside the requests, write them to a folder that your web server serves, or upload them to a server.',
  ),
  'preview.folder': text('', 'That folder.'),
  'preview.baseUrl': text('', 'The web address of that folder, or of what is uploaded.'),
  'preview.host': server(
    'The server that previews are uploaded to; of S3 the address of the service.',
  ),
  'preview.port': number(
    0,
    65_535,
    0,
    'Its port; 0 for the usual one. FTPS at 990 is TLS from the first byte.',
  ),
  'preview.user': line('Who you are there; of S3 the id of the access key.'),
  'preview.directory': line(
    'The directory for the previews; of S3 the bucket, and behind a slash what names begin with.',
  ),
  'preview.passwordCommand': line(
    'A command that prints the password, or the secret key of S3, as its first line; empty for the stored one.',
  ),
  'preview.keyFile': line('A private key for SFTP; the password is then its passphrase.'),
  'preview.region': line('The region of the S3 service.', { fallback: 'us-east-1' }),
  'preview.bucketIn': oneOf(
    ['path', 'host'],
    'Where addresses of S3 name the bucket: behind the host, or in front of it.',
  ),
  'preview.cacheMegabytes': number(
    0,
    1_000_000,
    4000,
    'Megabytes that previews may take beside the catalog, for the review.',
  ),
  'batch.maxRequests': number(1, 50_000, 50_000, 'Requests in one batch file.'),
  'batch.maxMegabytes': number(1, 190, 150, 'Megabytes of one batch file.'),
  'batch.queueLimit': number(
    0,
    100_000_000_000,
    0,
    'Tokens that may wait in your batch queue; 0 to learn it from the service.',
  ),
  'batch.deleteInputs': yesNo(
    true,
    'Delete batch files at the service once their answers are here.',
  ),
  'batch.liveAfter': number(
    0,
    10,
    2,
    'Failed batches after which a photo is asked live; 0 for never.',
  ),
  probe: yesNo(true, 'Send one photo live before thousands go out, to catch mistakes.'),
  'live.concurrency': number(1, 64, 4, 'Live requests under way at once.'),
  budget: dollars(1_000_000, 'Dollars a run may cost by its estimate; 0 for no limit.'),
  'price.input': dollars(10_000, 'Dollars per million tokens in, for a model we do not know.'),
  'price.output': dollars(10_000, 'Dollars per million tokens out, for such a model.'),
  'sidecars.name': oneOf(['photo.jpg.xmp', 'photo.xmp'], 'How new sidecars are named.'),
  'sidecars.raw': oneOf(
    ['ask', 'pair', 'never'],
    'Where a raw file lies beside a JPEG: write the text into its sidecar too, never, or ask once per archive.',
  ),
  'sidecars.links': oneOf(
    ['inside', 'follow', 'refuse'],
    'Sidecars that are links: use the file they lead to if it lies in the archive, wherever it lies, or leave them.',
  ),
  'embed.profile': oneOf(
    ['agency', 'headline'],
    'agency: also short title, caption, place and date where empty; headline: Headline and Keywords only.',
  ),
  'embed.headline': oneOf(['replace', 'fill'], 'What to do where a headline exists.'),
  'embed.keywords': oneOf(
    ['replace', 'append', 'fill'],
    'Where keywords that exist stand in the list: replace: behind the first ten; append: at the end; fill: alone.',
  ),
  'embed.shortTitle': oneOf(['fill', 'replace'], 'What to do where a short title exists.'),
  'embed.caption': oneOf(['fill', 'replace'], 'What to do where a caption exists.'),
  'embed.place': oneOf(['fill', 'replace'], 'What to do where city, country or date exist.'),
  'embed.links': oneOf(
    ['inside', 'follow', 'refuse'],
    'Photos that are links: write to the file they lead to if it lies in the archive, wherever it lies, or leave them.',
  ),
  'embed.signed': oneOf(
    ['leave', 'write'],
    'Photos with content credentials (C2PA): leave them, or write and break their signature.',
  ),
  'embed.keepTime': yesNo(true, "Keep a photo's modification time, so that backups stay small."),
  'template.name': line(
    'The template of your own with rights and contact data that every archive gets; empty for none.',
  ),
  'template.codes': line(
    'A tab-separated list of text codes, as Photo Mechanic keeps them; empty for none.',
  ),
  'deliver.folder': line(
    'Where copies for outlets wait to be sent, a folder below it for each; empty for one beside the catalog.',
  ),
  'deliver.keepCopies': yesNo(false, 'Keep copies on this disk when they have arrived.'),
  'ui.picture': oneOf(
    ['auto', 'kitty', 'iterm', 'sixel', 'blocks', 'off'],
    'How pictures are drawn in the terminal.',
  ),
  'ui.theme': oneOf(['auto', 'dark', 'light', 'mono'], 'Colours of the screen.'),
  'ui.advance': yesNo(true, 'Go to the next photo after accepting or rejecting one.'),
  'ui.keys': oneOf(['all', 'arrows'], 'Which keys move: letters and arrows, or arrows only.'),
} as const satisfies Record<string, SettingSpec<unknown>>;

type PlainName = keyof typeof settingSpecs;
export type SettingName = PlainName | OutletName;

/** The settings of a run, by dotted name: `settings['preview.edge']`; of outlets those alone that are set. */
export type Settings = { readonly [Name in PlainName]: ValueOf<(typeof settingSpecs)[Name]> } & {
  readonly [Name in OutletName]?: unknown;
};

/** Those that are there once, and not for each outlet. */
export const settingNames = Object.keys(settingSpecs) as PlainName[];

/** What holds for an outlet. */
export function outletSettings(settings: Settings, outlet: string): OutletSettings {
  return Object.fromEntries(
    outletKeys.map((key) => [
      key,
      settings[`outlets.${outlet}.${key}`] ?? outletSpecs[key].fallback,
    ]),
  ) as OutletSettings;
}

/** Ids of the outlets of which anything is set. */
export function outletsSetUp(settings: Settings): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === '' || value === undefined ? [] : (outletIn(name)?.outlet ?? []),
  );
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingSpecs, name) || outletIn(name) !== undefined;
}

/** What is known of a setting. */
export function settingSpec(name: SettingName): SettingSpec<unknown> {
  const outlet = outletIn(name);
  return outlet === undefined ? settingSpecs[name as PlainName] : outletSpecs[outlet.key];
}

/** Every setting at its default. */
export const defaultSettings: Settings = Object.fromEntries(
  settingNames.map((name) => [name, settingSpecs[name].fallback]),
) as Settings;

/** What a setting is for and what it can be. */
export function settingMeaning(name: SettingName): string {
  const { about, must } = settingSpec(name);
  return `${about} Can be ${must}.`;
}

/** The words that a setting can be; none where it takes numbers or text. */
export function settingChoices(name: SettingName): readonly string[] {
  const { choices = [] } = settingSpec(name);
  return choices.map(String).filter((choice) => choice !== '');
}

/** A value as people read it, and as the command line takes it: a list with commas, `yes`, words where there is nothing. */
export function settingText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === '' ? '(empty)' : String(value);
}

/**
 * @param variable the environment's, where the value is from there
 * @throws StopError naming the setting when `value` is not a possible one
 */
export function checked(name: SettingName, value: unknown, variable?: string): unknown {
  const spec = settingSpec(name);
  const read = spec.read(value);
  if (read !== undefined) return read;
  throw new StopError(
    'settings-invalid',
    `The setting ${name} cannot be ${JSON.stringify(value)}: it must be ${spec.must}.`,
    variable === undefined
      ? `Set it with \`proofsheet config set ${name} VALUE\` or reset it with \`proofsheet config reset ${name}\`.`
      : `It comes from the environment: change ${variable}, or unset it.`,
  );
}
