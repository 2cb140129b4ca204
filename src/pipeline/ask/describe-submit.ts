/** Submit, described: the last look before money is spent. */
import { byteText, count, counted, dollarColumn, dollarText } from '../../amounts.ts';
import { batchesIn } from '../../catalog/batches.ts';
import { countWaitingCopies } from '../../catalog/copies.ts';
import { countReady } from '../../catalog/photos.ts';
import { countUnsent } from '../../catalog/unsent.ts';
import type { Archive } from '../archive/archive.ts';
import {
  type Action,
  countsAt,
  type Fact,
  type FactGroups,
  factList,
  type Question,
  type Situation,
  type StageView,
} from '../archive/stage-view.ts';
import { missingKey } from './asker.ts';
import { type Estimate, estimateWaiting, warningsOf } from './estimate.ts';
import { settingsFingerprint } from './request-profile.ts';
import {
  askedAgain,
  besideSample,
  deliveryWarnings,
  destinationFacts,
  destinationOf,
  notSent,
  requestText,
  sampleRequests,
  sentFacts,
} from './sample.ts';
import { type Split, splitWaiting } from './split.ts';

export function describeSubmit(situation: Situation): StageView {
  const { archive, now } = situation;
  const estimate = estimateWaiting(archive, now);
  const samples = sampleRequests(archive);
  const warnings = allWarnings(archive, estimate);
  return {
    facts: [
      [...costFacts(archive, estimate), ...warnings],
      otherwiseFacts(estimate),
      samples.length === 0 ? [] : destinationFacts(archive),
    ],
    action: actionFor(situation, estimate),
    besides: samples.map((one) => besideSample(archive, one)),
    more:
      samples.length === 0
        ? undefined
        : { title: 'What is sent', facts: requestText(archive, samples) },
  };
}

/** What is sent, what that costs, and what should be known before, for reading in one go. */
export function submitFacts(archive: Archive, estimate: Estimate): FactGroups {
  const warnings = allWarnings(archive, estimate);
  const [sample] = sampleRequests(archive);
  return [
    [...costFacts(archive, estimate), ...otherwiseFacts(estimate), ...warnings],
    sentFacts(archive, sample),
  ];
}

function allWarnings(archive: Archive, estimate: Estimate) {
  return [...deliveryWarnings(archive), ...warningsOf(estimate)].map((warning) => ({ warning }));
}

function actionFor(situation: Situation, estimate: Estimate): Action {
  const { archive } = situation;
  const { photos, dollars } = estimate;
  const { released } = countUnsent(archive.catalog, settingsFingerprint(archive));
  const toPrepare = countReady(archive.catalog, 'prepare');
  const interrupted = batchesIn(archive.catalog, 'written', 'uploaded').length;
  // All of it was agreed to before.
  if (interrupted > 0 && released === photos && missingKey(archive) === undefined)
    return {
      label: `Go on sending ${counted(interrupted, 'batch', 'batches')} whose upload was interrupted`,
      effect: { run: 'submit' },
    };
  if (photos > 0 && released === photos)
    return {
      label: `Go on to Collect, which sends ${counted(released, 'photo')} as there is room`,
      effect: { go: 'collect' },
    };
  if (photos > 0)
    return missingKey(archive) === undefined
      ? {
          label: `Send ${counted(photos, 'photo')}${dollars === undefined ? '' : `, about ${dollarText(dollars)}`}`,
          effect: { ask: consent(situation, estimate) },
        }
      : { refused: 'No API key yet; add one with `proofsheet config key`' };
  if (countsAt(situation, 'collect').waiting > 0)
    return { label: 'Go on to Collect', effect: { go: 'collect' } };
  if (toPrepare > 0)
    return { label: `Prepare ${counted(toPrepare, 'photo')} first`, effect: { go: 'prepare' } };
  const isOver = countsAt(situation, 'submit').finished;
  return { refused: isOver ? 'Every photo has been sent' : 'Nothing is ready to be sent' };
}

const waysInWords = {
  batch: {
    price: 'half price, in batches, answered within a day',
    sentAs: 'half-price batches, answered within a day',
  },
  live: { price: 'full price, live, at once', sentAs: 'live, at once' },
  flex: {
    price: 'half price, live, as long as the service has room (flex)',
    sentAs: 'live at half price, as long as the service has room',
  },
} as const;

/** What a person consents to, in a few lines; the screen behind shows the rest. */
function consent(
  { archive, choice }: Situation,
  { photos, dollars, model, way }: Estimate,
): Question {
  const cost = dollars === undefined ? 'an unknown price' : `about ${dollarText(dollars)}`;
  const { budget } = archive.settings;
  const again = askedAgain(archive);
  const how = waysInWords[way].sentAs;
  return {
    title: `Send ${counted(photos, 'photo')} for ${cost}?`,
    facts: factList(
      choice !== undefined && { label: 'Only', value: choice },
      { label: 'Goes to', value: `${model} at ${destinationOf(archive)}` },
      again.photos > 0 && { label: 'Asked again', value: againText(again) },
      budget > 0 && { label: 'Budget', value: `stops at ${dollarText(budget)}` },
      { label: 'Stays here', value: notSent(archive).join(', ') },
      { label: 'Sent as', value: how },
    ),
    choices: [
      { key: 'y', label: 'send them', effect: { run: 'submit' } },
      { key: 'n', label: 'not now' },
    ],
    // What costs nothing may be gone through with one key.
    ...(archive.rehearsal ? { first: 0 } : {}),
  };
}

/** How many are sent, what that costs, what it would cost otherwise, and how it is cut up. */
export function costFacts(archive: Archive, estimate: Estimate): readonly Fact[] {
  if (estimate.photos === 0) return [];
  const { budget } = archive.settings;
  const split = splitWaiting(archive, estimate);
  return [
    ...photoFacts(archive, estimate),
    ...priceFacts(estimate),
    ...factList(
      budget > 0 && { label: 'Budget', value: `stops at ${dollarText(budget)}` },
      split !== undefined && { label: 'Sent as', value: splitText(split) },
      {
        label: 'Size',
        value: `${byteText(estimate.uploadBytes)} to upload; ${count(estimate.tokensIn)} tokens in, about ${count(estimate.tokensOut)} out`,
      },
    ),
  ];
}

/** `3 asked again, with your hint: "it is a river"`, alone or beside those that are asked for the first time. */
function photoFacts(archive: Archive, { photos }: Estimate) {
  const again = askedAgain(archive);
  const { released } = countUnsent(archive.catalog, settingsFingerprint(archive));
  const toPrepare = countReady(archive.catalog, 'prepare');
  const copies = countWaitingCopies(archive.catalog);
  const others = photos - again.photos;
  return factList(
    others > 0 && { label: 'Photos', value: count(others) },
    again.photos > 0 && { label: others === 0 ? 'Photos' : '', value: againText(again) },
    copies > 0 && {
      label: 'Copies',
      value: `${counted(copies, 'photo')} with the same picture as another; paid once`,
    },
    released > 0 &&
      released < photos && {
        label: 'Agreed to',
        value: `${count(released)} of them already; they wait for room in the queue`,
      },
    toPrepare > 0 && {
      label: 'Not among them',
      value: `${counted(toPrepare, 'photo')} still to be prepared`,
    },
  );
}

/** Hints that are named; more of them are in the words of the requests. */
const hintsShown = 2;

function againText({ photos, hints }: ReturnType<typeof askedAgain>): string {
  const who = `${counted(photos, 'photo')} asked again`;
  if (hints.length === 0) return who;
  const shown = hints.slice(0, hintsShown).map((hint) => `"${hint}"`);
  const more = hints.length - shown.length;
  return `${who}, with your hint${hints.length === 1 ? '' : 's'}: ${shown.join(', ')}${more > 0 ? ` and ${counted(more, 'other')}` : ''}`;
}

function priceFacts(estimate: Estimate): readonly Fact[] {
  const { dollars, photos, way, region } = estimate;
  if (dollars === undefined)
    return factList({
      label: 'Cost',
      value: 'the price of this model is not known',
      tone: 'strong',
    });
  const how = `${waysInWords[way].price}${region === undefined ? '' : `, and 10% for ${region}`}`;
  return factList(
    { label: 'Cost', value: `about ${dollarText(dollars)}`, tone: 'strong' },
    { label: '', value: `${how}; ${dollarText(dollars / photos)} a photo`, tone: 'quiet' },
    dollars > 0 && shareBar(estimate),
  );
}

/** What the money is for, as a bar. */
function shareBar({ pictureShare, wordShare }: Estimate): Fact {
  const shares = [
    ['picture', pictureShare, 'accent'],
    ['words', wordShare, 'good'],
    ['answer', Math.max(0, 1 - pictureShare - wordShare), 'warn'],
  ] as const;
  return {
    bars: [
      {
        label: '',
        parts: shares.map(([, share, tone]) => [share, tone]),
        value: shares.map(([what, share]) => `${what} ${Math.round(share * 100)}%`).join(', '),
      },
    ],
    of: 1,
  };
}

/** What the same photos would cost if one thing were otherwise. */
function otherwiseFacts({ alternatives, dollars = 0 }: Estimate): readonly Fact[] {
  if (alternatives.length === 0) return [];
  const prices = dollarColumn(alternatives.map((other) => other.dollars));
  return [
    {
      columns: [
        { title: 'Otherwise' },
        { title: 'Cost', side: 'right' },
        { title: 'Compared', side: 'right' },
      ],
      rows: alternatives.map(({ what, dollars: others }, index) => [
        what,
        prices[index] ?? '',
        [comparison(others, dollars), 'quiet'],
      ]),
    },
  ];
}

/** `-12%`, `+98%`, `8 times`. */
function comparison(others: number, dollars: number): string {
  if (dollars === 0) return '';
  const times = others / dollars;
  if (times >= 3) return `${Math.round(times)} times`;
  const percent = Math.round((times - 1) * 100);
  return `${percent > 0 ? '+' : ''}${percent}%`;
}

function splitText({ batches, photosEach, atOnce, probe }: Split): string {
  const first = probe ? 'one photo live as a test, then ' : '';
  const rest =
    batches > atOnce
      ? `; the service takes ${count(atOnce)} at a time, and Collect sends the rest as they end`
      : '';
  if (batches === 0) return `${first}no batch`;
  const photos = counted(photosEach, 'photo');
  return batches === 1
    ? `${first}1 batch of ${photos}`
    : `${first}about ${count(batches)} batches of ${photos}${rest}`;
}
