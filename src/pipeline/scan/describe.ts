/** Scan, described: what the archive holds, by place, and how a scan ended. */
import { count, counted, dayText, listed } from '../../amounts.ts';
import { countWithRaw, type OtherKind, otherKinds } from '../../catalog/raw-files.ts';
import {
  countUnreadable,
  photosByPlace,
  photosThroughout,
  totalsOfScan,
} from '../../catalog/scan-totals.ts';
import type { Archive } from '../archive/archive.ts';
import type { StageSummary } from '../archive/stage.ts';
import {
  type Bar,
  type Beside,
  countsAt,
  type Fact,
  factList,
  type Situation,
  type StageView,
} from '../archive/stage-view.ts';
import type { Counts } from './photo-row.ts';

export function describeScan(situation: Situation): StageView {
  const { photos } = situation.counts;
  const isNext = situation.hasRun && countsAt(situation, 'prepare').waiting > 0;
  return {
    facts: photos === 0 ? [] : [totals(situation), places(situation)],
    action: isNext
      ? { label: 'Go on to Prepare', effect: { go: 'prepare' } }
      : {
          label: photos === 0 ? 'Scan the folder' : 'Scan again for new and changed photos',
          effect: { run: 'scan' },
        },
    besides: sheet(situation),
    changing: true,
  };
}

/** Pictures of a contact sheet at most; the screen shows as many of them as can be told apart. */
const mostOnSheet = 40;

function sheet({ archive: { catalog } }: Situation): readonly Beside[] {
  const photoIds = photosThroughout(catalog, mostOnSheet);
  return photoIds.length === 0 ? [] : [{ photoIds, facts: [] }];
}

function totals({
  archive: { catalog, settings },
  counts: { photos, missing, excluded },
}: Situation) {
  const { withoutPlace, withoutDate, earliest, latest } = totalsOfScan(catalog);
  const withRaw = countWithRaw(catalog);
  const others = otherKinds(catalog);
  const days =
    earliest === null || latest === null
      ? 'no photo has a date'
      : `${dayText(earliest)} to ${dayText(latest)}`;
  return factList(
    { label: 'Photos', value: count(photos) },
    excluded > 0 && { label: 'Left out', value: count(excluded) },
    others.length > 0 && {
      label: 'Other kinds',
      value: `${kindsOf(others)}, which get sidecars alone`,
    },
    withRaw > 0 && { label: 'Raw files', value: `beside ${counted(withRaw, 'photo')}` },
    { label: 'Taken', value: days },
    withoutPlace > 0 && {
      warning: `${counted(withoutPlace, 'photo')} without a place: the folders are read as ${settings.folders}`,
    },
    withoutDate > 0 && {
      warning: `${counted(withoutDate, 'photo')} without a date: editorial titles need one`,
    },
    missing > 0 && {
      warning: `${counted(missing, 'photo')} no longer in the folder; their history is kept`,
    },
  );
}

/** `2 NEF and 1 PNG` */
function kindsOf(kinds: readonly OtherKind[]): string {
  return listed(kinds.map(({ kind, photos }) => `${count(photos)} ${kind}`));
}

/** A bar for each place, the largest first. */
function places({ archive }: Situation): readonly Fact[] {
  const bars = photosByPlace(archive.catalog).map(
    ({ city, country, editorial, commercial }): Bar => ({
      label: `${city}, ${country}`,
      parts: [
        [editorial, 'accent'],
        [commercial, 'good'],
      ],
      value: `${count(editorial)} + ${count(commercial)}`,
    }),
  );
  return bars.length === 0
    ? []
    : [{ text: 'Editorial and commercial photos by place', tone: 'quiet' }, { bars }];
}

/** How a scan ended. @param more what else there is to say */
export function scanSummary(
  { catalog }: Archive,
  counts: Counts,
  more: readonly string[],
): StageSummary {
  const broken = countUnreadable(catalog);
  const kinds = otherKinds(catalog);
  const others = kinds.reduce((sum, { photos }) => sum + photos, 0);
  const withRaw = countWithRaw(catalog);
  const { withoutPlace, withDefaults } = totalsOfScan(catalog);
  const changes = [
    [counts.new, 'new'],
    [counts.changed, 'changed'],
    [counts.moved, 'moved'],
    [counts.edited, 'edited since, needing another look'],
    [counts.missing - counts.moved - counts.edited, 'gone'],
  ] as const;
  const changed = changes
    .filter(([photos]) => photos > 0)
    .map(([photos, how]) => `${photos} ${how}`);
  return {
    stage: 'scan',
    done: counts.new + counts.changed + counts.moved + counts.edited,
    issues: broken,
    notes: [
      `${counted(counts.files, 'photo')}${changed.length > 0 ? `: ${changed.join(', ')}` : ', nothing changed'}.`,
      broken > 0 &&
        `${counted(broken, 'file')} cannot be read as ${broken === 1 ? 'a photo' : 'photos'}; \`proofsheet status --issues\` says why.`,
      withoutPlace > 0 &&
        `${counted(withoutPlace, 'photo has', 'photos have')} no place; \`proofsheet status --issues\` lists them.`,
      withDefaults > 0 &&
        `${counted(withDefaults, 'photo has', 'photos have')} a title or caption that only a camera or a file name gave; it counts as empty.`,
      others > 0 &&
        `${counted(others, 'photo is', 'photos are')} of other kinds than JPEG and will get sidecars alone: ${kindsOf(kinds)}. \`proofsheet config set formats jpeg\` leaves ${others === 1 ? 'it' : 'them'} out.`,
      withRaw > 0 &&
        `${counted(withRaw, 'photo has a raw file', 'photos have raw files')} beside ${withRaw === 1 ? 'it' : 'them'}.`,
      ...more,
    ].filter((note) => note !== false),
  };
}
