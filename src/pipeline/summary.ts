/** The end: what was done, and what it took. */
import { count, counted, dollarText, durationText } from '../amounts.ts';
import { countDeliveries, deliveryStates } from '../catalog/deliveries.ts';
import { refusalReasons } from '../catalog/delivery-outcomes.ts';
import { countEdited, countReviews, decisionsByPlace } from '../catalog/review-totals.ts';
import { capitalised } from '../rules/texts/clean.ts';
import {
  type Action,
  type Bar,
  type BarTone,
  type Fact,
  factList,
  nameOf,
  type Situation,
  type StageView,
} from './archive/stage-view.ts';
import { costFact, furtherMoneyFacts, type Money, moneyOf } from './ask/money.ts';
import { reviewTime } from './review/time.ts';

export async function describeSummary(situation: Situation): Promise<StageView> {
  const { archive, counts, key } = situation;
  const { catalog } = archive;
  const { photos, open, accepted, rejected } = countReviews(catalog);
  const decided = accepted + rejected;
  const { seconds } = reviewTime(catalog);
  const part = (label: string, amount: number, tone: BarTone): Bar => ({
    label,
    parts: [[amount, tone]],
    value: count(amount),
  });
  const money = moneyOf(archive);
  const bars = [
    part('Photos', counts.photos, 'accent'),
    ...(counts.excluded > 0 ? [part('Left out', counts.excluded, 'warn')] : []),
    part('With text', photos, 'accent'),
    ...(open > 0 ? [part('Undecided', open, 'accent')] : []),
    part('Accepted', accepted, 'good'),
    part('Rejected', rejected, 'bad'),
    part('Your edits', countEdited(catalog), 'warn'),
    part('Embedded', counts.done, 'good'),
  ];
  return {
    facts: [
      [
        { bars, of: counts.photos },
        {
          text: 'Edits: photos with text, usage, place or date changed by you',
          tone: 'quiet',
        },
      ],
      [
        ...costFacts(money),
        ...furtherMoneyFacts(money),
        {
          label: 'Your time',
          value:
            decided === 0
              ? 'none yet'
              : `${durationText(seconds)} of reviewing, ${(seconds / decided).toFixed(1)} s a photo`,
        },
      ],
      factList({
        text: `Every change can be taken back: ${key('review.undo')} in the review, ${key('embed.undo')} on Sidecars and Embed.`,
        tone: 'quiet',
      }),
    ],
    action: nextThing(situation),
    besides: [{ photoIds: [], facts: [placeFacts(situation), await outletFacts(archive)] }],
  };
}

/** The first stage that something waits for. */
function nextThing({ counts: { stages } }: Situation): Action {
  const next = stages.find(({ waiting }) => waiting > 0);
  if (next === undefined) return { label: 'Go to the review', effect: { go: 'review' } };
  const photos = counted(next.waiting, 'photo waits', 'photos wait');
  return {
    label: `Go on to ${nameOf(next.stage)}, where ${photos}`,
    effect: { go: next.stage },
  };
}

/** What was spent, and what the same was estimated at, as bars. */
function costFacts(money: Money): readonly Fact[] {
  const { spent, estimated } = money;
  if (spent === 0 || estimated === 0) return costFact(money);
  const bars: readonly Bar[] = [
    { label: 'Spent', parts: [[spent, 'accent']], value: dollarText(spent) },
    { label: 'Estimated', parts: [[estimated, 'warn']], value: dollarText(estimated) },
  ];
  return [{ bars }];
}

/** Decisions by place, a bar each. */
function placeFacts({ archive: { catalog } }: Situation): readonly Fact[] {
  const places = decisionsByPlace(catalog);
  if (places.length === 0) return [];
  const bars = places.map(({ city, country, photos, accepted, rejected }): Bar => {
    const open = photos - accepted - rejected;
    const words = [
      accepted > 0 && `${count(accepted)} accepted`,
      rejected > 0 && `${count(rejected)} rejected`,
      open > 0 && `${count(open)} open`,
    ];
    return {
      label: city ?? country ?? 'no place',
      parts: [
        [accepted, 'good'],
        [rejected, 'bad'],
        [open, 'rest'],
      ],
      value: words.filter(Boolean).join(', '),
    };
  });
  return [{ text: 'Decisions by place', tone: 'strong' }, { bars }];
}

const reasonsShown = 8;

/** What became of photos at each outlet, and why some were refused there. */
async function outletFacts({ catalog, outlets }: Situation['archive']): Promise<readonly Fact[]> {
  const deliveries = countDeliveries(catalog);
  if (deliveries.length === 0) return [];
  const names = new Map((await outlets()).all.map(({ id, name }) => [id, name]));
  const named = (id: string) => names.get(id) ?? id;
  const rows = [...Map.groupBy(deliveries, ({ outlet }) => outlet)].map(([id, counts]) => [
    named(id),
    ...deliveryStates.map((state) => {
      const photos = counts.find((one) => one.state === state)?.photos ?? 0;
      return photos === 0 ? '' : count(photos);
    }),
  ]);
  const titles = ['Outlet', ...deliveryStates.map(capitalised)];
  const columns = titles.map((title, at) =>
    at === 0 ? { title } : { title, side: 'right' as const },
  );
  return [
    { columns, rows },
    ...refusalReasons(catalog)
      .slice(0, reasonsShown)
      .map(({ outlet, photos, reason }) => ({
        text: `${named(outlet)} refused ${counted(photos, 'photo')}: ${reason || 'no reason is known'}`,
        tone: 'quiet' as const,
      })),
  ];
}
