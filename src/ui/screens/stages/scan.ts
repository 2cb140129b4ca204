/** Scan: what the archive holds, by place. */

import { count, counted, dayText } from '../../../amounts.ts';
import { Loader } from '../../app/loader.ts';
import type { ScanFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { loadedLines } from './loaded-lines.ts';
import type { StageScreen, StageTools } from './stage-screen.ts';
import { factLines, tableLines } from './table-lines.ts';

export function scanScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.scanFacts());
  return {
    stage: 'scan',
    about: 'Reads place, date, usage and text of every JPEG. Nothing is changed, nothing is sent.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) => {
      const { photos, missing } = tools.counts.get();
      const draw = (facts: ScanFacts) =>
        photos === 0 ? [] : scanLines(facts, photos, missing, width, theme);
      return loadedLines(loader, draw, width, theme);
    },
    action: () => {
      const { photos, stages } = tools.counts.get();
      const scanned = tools.runner.outcomeOf('scan') !== undefined;
      const prepare = stages.find(({ stage }) => stage === 'prepare');
      if (scanned && (prepare?.waiting ?? 0) > 0)
        return { label: 'Go on to Prepare', run: () => tools.go('prepare') };
      return {
        label: photos === 0 ? 'Scan the folder' : 'Scan again for new and changed photos',
        run: () => tools.run('scan'),
      };
    },
  };
}

function scanLines(
  facts: ScanFacts,
  photos: number,
  missing: number,
  width: number,
  theme: Theme,
): Line[] {
  const { glyphs } = theme;
  const days =
    facts.earliest === undefined || facts.latest === undefined
      ? 'no photo has a date'
      : `${dayText(facts.earliest)} to ${dayText(facts.latest)}`;
  const rows = facts.places.map(({ city, country, editorial, commercial }) => [
    city,
    country,
    editorial === 0 ? '' : count(editorial),
    commercial === 0 ? '' : count(commercial),
  ]);
  const warnings = [
    facts.withoutPlace > 0
      ? `${counted(facts.withoutPlace, 'photo')} without a place: the folders are read as ${facts.folders}`
      : undefined,
    facts.withoutDate > 0
      ? `${counted(facts.withoutDate, 'photo')} without a date: editorial titles need one`
      : undefined,
    missing > 0
      ? `${counted(missing, 'photo')} no longer in the folder; their history is kept`
      : undefined,
  ].filter((warning) => warning !== undefined);
  return [
    ...factLines('Photos', count(photos), width),
    ...factLines('Taken', days, width),
    ...warnings.map((warning) => line([`${glyphs.problem} `, 'warn'], [warning])),
    emptyLine,
    ...tableLines(
      [
        { title: 'City' },
        { title: 'Country' },
        { title: 'Editorial', side: 'right' },
        { title: 'Commercial', side: 'right' },
      ],
      rows,
    ),
  ];
}
