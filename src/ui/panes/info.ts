/** Everything known about one photo, to read. */
import { byteText, dayText } from '../../amounts.ts';
import { otherKindOf } from '../../files/picture-kinds.ts';
import { fieldTable } from '../../metadata/fields.ts';
import type { Camera, Repair } from '../../photo.ts';
import type { OutletOpinion, OutletOpinions } from '../../pipeline/session/outlet-opinions.ts';
import type { ReviewPhoto, ShownCheck } from '../../pipeline/session/photo.ts';
import {
  leftLine,
  type RightsOutlook,
  stayingText,
} from '../../pipeline/sidecars/rights-outlook.ts';
import { furtherLabel, furtherText } from '../../rules/answers/further.ts';
import { placeInWords } from '../../rules/datelines/dateline.ts';
import { choiceWords, outletsMenu } from '../actions/outlets.ts';
import { noKeys } from '../keys/key-names.ts';
import { checkedFieldNames } from '../review/fixable.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { emptyLine, type Line, line } from '../text/line.ts';
import { labelled, paragraph } from '../text/paragraph.ts';
import { checkLines } from './check-lines.ts';
import { sidecarLines } from './sidecar-pane.ts';

export function showInfo(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const hasText = photo.text.description !== '' || photo.text.keywords.length > 0;
  const { id } = photo.photo;
  void Promise.all([review.session.outlets(id), review.session.rights(id)]).then(
    ([outlets, rights]) =>
      review.shell.read({
        title: photo.name,
        ...(hasText ? { enter: { does: 'outlets', run: () => outletsMenu(review) } } : {}),
        lines: (width) => infoLines(photo, outlets, rights, width),
      }),
  );
}

/** What stands beside the texts where there is room: what neither they nor the caption say. */
export function detailLines(photo: ReviewPhoto, width: number): Line[] {
  const facts = factsOfFile(photo).filter(([label]) => !saidByCaption.has(label));
  return [
    ...factLines(facts, width),
    ...section('Beside title and keywords', factLines(furtherFacts(photo), width)),
    ...section('The model', factLines(factsOfAnswer(photo), width)),
  ];
}

/** What was asked beside title and keywords, or written by a person. */
function furtherFacts({ further }: ReviewPhoto): Fact[] {
  return Object.entries(further).map(([name, value]) => [furtherLabel(name), furtherText(value)]);
}

const saidByCaption: ReadonlySet<string> = new Set(['Taken', 'Place', 'Usage']);

function infoLines(
  photo: ReviewPhoto,
  { mistakes, opinions, releases }: OutletOpinions,
  rights: RightsOutlook | undefined,
  width: number,
): Line[] {
  const { sidecar, checks } = photo;
  const look = { keys: noKeys, answered: [] };
  return [
    ...factLines(factsOfFile(photo), width),
    ...section('In the file', factLines(factsInFile(photo), width), 'no text yet'),
    ...section(`In ${sidecar?.name}`, sidecar === undefined ? [] : sidecarLines(sidecar, width)),
    ...section('The model', factLines(factsOfAnswer(photo), width), 'no answer yet'),
    ...section('Beside title and keywords', factLines(furtherFacts(photo), width)),
    ...section('Template', rights === undefined ? [] : rightsLines(rights, width)),
    ...section('Checks', checkLines(toldApart(checks), width, Number.POSITIVE_INFINITY, look)),
    ...section('Outlets', [
      ...factLines(
        [
          ['Model release', releases?.model.join(', ')],
          ['Property', releases?.property.join(', ')],
        ],
        width,
      ),
      ...opinions.flatMap((one) => outletLines(one, width)),
      ...mistakes.flatMap((mistake) => paragraph(mistake, width, 'warn')),
    ]),
  ];
}

/** What is said of several fields names them here, where they do not stand beside it. */
function toldApart(checks: readonly ShownCheck[]): readonly ShownCheck[] {
  const byMessage = Map.groupBy(checks, ({ message }) => message);
  return checks.map((check) => {
    const alike = byMessage.get(check.message) ?? [];
    if (alike.every(({ field }) => field === check.field)) return check;
    const name = checkedFieldNames[check.field];
    return { ...check, message: `In the ${name}: ${check.message}` };
  });
}

/** Lines under a heading; without any, what there is `otherwise` to say, or no heading either. */
function section(title: string, lines: readonly Line[], otherwise?: string): readonly Line[] {
  const shown = lines.length > 0 || otherwise === undefined ? lines : [line([otherwise, 'quiet'])];
  return shown.length === 0 ? [] : [emptyLine, line([title, 'strong']), ...shown];
}

/** A label and what there is to say; nothing is said without it. */
type Fact = readonly [label: string, value: string | undefined];

function factLines(facts: readonly Fact[], width: number): Line[] {
  return facts.flatMap(([label, value = '']) =>
    value === '' ? [] : labelled(label, value, width),
  );
}

function factsOfFile({ photo, usage, dateInFile, caption }: ReviewPhoto): Fact[] {
  const { place, placeSource = 'folder', placeDistance, takenAt, takenOn } = photo;
  const { takenSource = 'original', camera, position, size } = photo;
  const other = otherKindOf(photo.path);
  const taken = takenAt?.replace('T', ' ') ?? (takenOn && dayText(takenOn)) ?? 'unknown';
  const fileSays =
    dateInFile === undefined ? '' : ` (from you; the file says ${dateInFile || 'nothing'})`;
  const away = placeDistance === undefined ? '' : `, ${Math.round(placeDistance)} km away`;
  const where = place && `${placeInWords(place)} (${sources[placeSource]}${away})`;
  const at = position && `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`;
  return [
    ['File', photo.path],
    ['Kind', other && `${other}: its text goes into the sidecar and is never embedded`],
    ['Size', `${size.width} x ${size.height} pixels, ${byteText(photo.bytes)}`],
    ['Taken', `${taken}${fileSays || dateSources[takenSource]}`],
    ['Place', where ?? 'unknown'],
    ['Position', at && `${at} (never sent)`],
    ['Usage', `${usage}${photo.usageGiven ? '' : ' (by default)'}`],
    ['Camera', camera && cameraName(camera)],
    ['Caption', caption],
  ];
}

const dateSources = {
  original: '',
  sidecar: ' (from the sidecar)',
  made: ' (when the file was made; it does not say when the picture was taken)',
} as const;

const sources = {
  folder: 'from the folder',
  embedded: 'from the file',
  gps: 'guessed from the position',
  person: 'from you',
  kept: 'kept by you',
} as const;

/** Many makers repeat their name in that of the model. */
function cameraName({ make, model }: Camera): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim();
}

function factsInFile({ file: { says } }: ReviewPhoto): Fact[] {
  return [
    ['Headline', says.headline],
    ['Short title', says.shortTitle],
    ['Caption', says.caption],
    ['Title, translated', says.translatedTitle],
    ['Caption, translated', says.translatedCaption],
    ['Keywords', says.keywords.join(', ')],
    ['People', says.people?.join(', ')],
    ['Rating', says.rating],
    ['Label', says.label ?? says.colour],
    ['Pick', says.pick],
    ['Counts as empty', says.defaults?.join(', ')],
  ];
}

function factsOfAnswer({ suggestion, removed }: ReviewPhoto): Fact[] {
  if (suggestion === undefined) return [];
  return [
    ['Usage', `${suggestion.usage}: ${suggestion.usageReason}`],
    ['Unsure of', suggestion.unsure.join(', ')],
    ['Title was', repaired(suggestion.repairs, 'description')],
    ['Short title was', repaired(suggestion.repairs, 'shortTitle')],
    ['Spelled as in your list', told(suggestion.repairs, 'own-list')],
    ['Out of your list', told(suggestion.repairs, 'brought-along')],
    ['Left out', leftOut(removed)],
  ];
}

/** `panorama, copy space (beyond the number wanted), lisbon (said twice)` */
function leftOut(removed: ReviewPhoto['removed']): string {
  const byReason = Map.groupBy(removed, ({ reason }) => reason);
  return [...byReason]
    .map(([reason, some]) => `${some.map(({ keyword }) => keyword).join(', ')} (${reason})`)
    .join(', ');
}

const repairs: Readonly<Record<string, string>> = {
  entities: 'entities decoded',
  'control-characters': 'line ends and control characters taken out',
  markup: 'markup taken out',
  emoji: 'emoji taken out',
  hashtags: 'hashtags taken out',
  quotes: 'quotes made plain',
  capital: 'capital letter at the beginning',
  dateline: 'its dateline left to us',
  'too-long': 'cut to fit',
  'place-name': 'names of places written in English',
  respelled: 'words written as you want them',
};

/** What a rule did to the keywords: `ferry boat (ferryboat)`, `vehicle`. */
function told(all: readonly Repair[], rule: string): string {
  return all
    .filter((repair) => repair.rule === rule)
    .map(({ before, after = '' }) => (before === '' ? after : `${after} (${before})`))
    .join(', ');
}

/** How the model wrote a text that was changed before it became a suggestion, and what was done to it. */
function repaired(all: readonly Repair[], field: Repair['field']): string | undefined {
  const done = all.filter((repair) => repair.field === field && repair.rule !== 'missing');
  const why = done.map(({ rule }) => repairs[rule] ?? rule.replaceAll('-', ' ')).join(', ');
  return done[0]?.before && `${done[0].before} (${why})`;
}

/** Columns for the names of its fields, which are longer than others. */
const rightsLabel = 26;

/** What the template gives, and what becomes of it. */
function rightsLines({ fields, left }: RightsOutlook, width: number): Line[] {
  return [
    ...fields.flatMap((one) => {
      const { field, value, fate, before } = one;
      const { label } = fieldTable[field];
      if (fate === 'stays') return labelled(label, stayingText(one), width, 'quiet', rightsLabel);
      if (fate === 'withdrawn' && value === '')
        return labelled(label, `${before} is taken out`, width, undefined, rightsLabel);
      const instead = before === undefined ? '' : ` (instead of ${before})`;
      const said = `${value}${instead}${fate === 'there' ? ' (there)' : ''}`;
      return labelled(label, said, width, undefined, rightsLabel);
    }),
    ...left.flatMap((one) => paragraph(leftLine(one), width, 'warn')),
  ];
}

function outletLines(
  { delivery, outlet: { name }, done, notes, refusals, said, texts }: OutletOpinion,
  width: number,
): Line[] {
  const labelWidth = 28;
  const quiet = [
    ...(delivery === undefined ? [] : labelled('', delivery, width, undefined, labelWidth)),
    ...(said?.choice === undefined
      ? []
      : labelled('', choiceWords[said.choice], width, undefined, labelWidth)),
    ...[...notes, ...texts].flatMap((text) => labelled('', text, width, 'quiet', labelWidth)),
  ];
  if (refusals.length > 0)
    return [...labelled(name, refusals.join(' '), width, 'warn', labelWidth), ...quiet];
  const how = done.length === 0 ? 'gets it as it stands' : done.join(', ');
  return [...labelled(name, how, width, 'good', labelWidth), ...quiet];
}
