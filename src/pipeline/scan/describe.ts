/** Scan, described: what the archive holds, by place. */
import { count, counted, dayText } from '../../amounts.ts';
import { photosByPlace, totalsOfScan } from '../../catalog/scanned.ts';
import { countsAt, factList, type Look, type StageView } from '../archive/stage-view.ts';

export function describeScan(look: Look): StageView {
  const { photos } = look.counts;
  const isNext = look.hasRun && countsAt(look, 'prepare').waiting > 0;
  return {
    facts: photos === 0 ? [] : [totals(look), [places(look)]],
    action: isNext
      ? { label: 'Go on to Prepare', effect: { go: 'prepare' } }
      : {
          label: photos === 0 ? 'Scan the folder' : 'Scan again for new and changed photos',
          effect: { run: 'scan' },
        },
  };
}

function totals({ archive: { catalog, settings }, counts: { photos, missing } }: Look) {
  const { withoutPlace, withoutDate, earliest, latest } = totalsOfScan(catalog);
  const days =
    earliest === null || latest === null
      ? 'no photo has a date'
      : `${dayText(earliest)} to ${dayText(latest)}`;
  return factList(
    { label: 'Photos', value: count(photos) },
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

function places({ archive }: Look) {
  return {
    columns: [
      { title: 'City' },
      { title: 'Country' },
      { title: 'Editorial', side: 'right' },
      { title: 'Commercial', side: 'right' },
    ] as const,
    rows: photosByPlace(archive.catalog).map(({ city, country, editorial, commercial }) => [
      city,
      country,
      editorial === 0 ? '' : count(editorial),
      commercial === 0 ? '' : count(commercial),
    ]),
  };
}
