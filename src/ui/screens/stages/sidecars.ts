/** Sidecars: what would be written beside the photos, and where another program has changed the same. */

import { count, counted } from '../../../amounts.ts';
import { Loader } from '../../app/loader.ts';
import type { SidecarFacts } from '../../model/stage-facts.ts';
import { whereTheyDiffer } from '../../text/differ.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { truncate, truncateStart } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { askToInsist, madeUpLines, othersIn } from './insisting.ts';
import { loadedLines } from './loaded-lines.ts';
import { countsOf, lookingUp, type StageScreen, type StageTools, wayBack } from './stage-screen.ts';
import { factLines } from './table-lines.ts';

export function sidecarsScreen(tools: StageTools): StageScreen {
  const loader = new Loader((signal) => tools.ui.stages.sidecarFacts(signal));
  return {
    stage: 'sidecars',
    about: 'Writes an XMP file beside every accepted photo. What other programs wrote in it stays.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loadedLines(loader, (facts) => sidecarLines(facts, width, theme), width, theme),
    action: () => {
      if (loader.state.get().kind === 'loading') return lookingUp;
      const facts = loader.value;
      const conflict = facts?.conflicts[0];
      if (conflict !== undefined)
        return {
          label: `Settle ${counted(facts?.conflicts.length ?? 0, 'conflict')}`,
          run: () => settle(tools, facts?.conflicts ?? [], () => void loader.refresh()),
        };
      if (facts !== undefined && facts.rehearsed.photos > 0)
        return {
          label: `Write ${counted(facts.rehearsed.photos + othersIn(facts), 'sidecar')}, made-up texts among them`,
          run: () => askToInsist(tools, facts, (insist) => tools.run('sidecars', { insist })),
        };
      if ((facts?.ready ?? 0) > 0)
        return {
          label: `Write ${counted(facts?.ready ?? 0, 'sidecar')}`,
          run: () => tools.run('sidecars'),
        };
      if ((facts?.rejected ?? 0) > 0)
        return {
          label: `Take our text out of ${counted(facts?.rejected ?? 0, 'sidecar')}`,
          run: () => tools.run('sidecars'),
        };
      if ((countsOf(tools, 'embed')?.waiting ?? 0) > 0)
        return { label: 'Go on to Embed', run: () => tools.go('embed') };
      return wayBack(tools, 'sidecars', 'No accepted photo waits for its sidecar');
    },
  };
}

function sidecarLines(facts: SidecarFacts, width: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  const warning = madeUpLines(facts, 'beside', width, theme);
  const lines: Line[] = [
    ...warning,
    ...(warning.length > 0 ? [emptyLine] : []),
    ...(facts.ready === 0 ? [] : factLines('To write', toWrite(facts), width)),
  ];
  if (facts.rejected > 0)
    lines.push(
      ...factLines(
        'Rejected since',
        `${counted(facts.rejected, 'sidecar')} with our text, which is taken out again`,
        width,
      ),
    );
  if (facts.conflicts.length > 0)
    lines.push(
      emptyLine,
      line(
        [`${glyphs.problem} `, 'warn'],
        [`${count(facts.conflicts.length)} changed here and by another program as well`],
      ),
      ...facts.conflicts.slice(0, 5).flatMap(({ path, label, ours, theirs }) => {
        const [our, their] = whereTheyDiffer(ours, theirs, width - 12, glyphs.cut);
        return [
          line([`  ${truncateStart(path, width - 12, glyphs.cut)}  `], [label, 'quiet']),
          line(['    ours    ', 'quiet'], [our]),
          line(['    theirs  ', 'quiet'], [their]),
        ];
      }),
    );
  for (const { file, isNew, lines: changes } of facts.examples)
    lines.push(
      emptyLine,
      line([truncateStart(file, width - 8, glyphs.cut)], [isNew ? '  new' : '  changed', 'quiet']),
      ...changes.map(({ sign, text }) =>
        line(
          [`  ${sign} `, signRoles[sign]],
          [truncate(text, width - 4, glyphs.cut), sign === ' ' ? 'quiet' : undefined],
        ),
      ),
    );
  return lines;
}

const signRoles = { '+': 'added', '-': 'removed', '?': 'warn', ' ': 'quiet' } as const;

function toWrite({ ready, created, merged }: SidecarFacts): string {
  const all = counted(ready, 'sidecar');
  if (merged === 0) return `${all}, all new`;
  return `${all}: ${count(created)} new, ${count(merged)} merged into what is there`;
}

/** One conflict after the other; each answer settles one field of one photo. */
function settle(
  tools: StageTools,
  conflicts: SidecarFacts['conflicts'],
  refresh: () => void,
): void {
  const [conflict, ...rest] = conflicts;
  if (conflict === undefined) {
    refresh();
    tools.refresh();
    return;
  }
  const keepIn = async (
    settled: SidecarFacts['conflicts'],
    keep: 'ours' | 'theirs',
    left: SidecarFacts['conflicts'],
  ) => {
    for (const { photoId, field } of settled)
      await tools.ui.stages.settleConflict(photoId, field, keep);
    settle(tools, left, refresh);
  };
  const answer = (keep: 'ours' | 'theirs') => () => void keepIn([conflict], keep, rest);
  const answerAll = (keep: 'ours' | 'theirs') => () => void keepIn(conflicts, keep, []);
  tools.shell.menu({
    title: `${conflict.path.split('/').at(-1)}: ${conflict.label} was changed in both`,
    body: (width) => [
      ...factLines('Ours', conflict.ours, width),
      ...factLines('Theirs', conflict.theirs, width),
    ],
    first: 4,
    items: [
      { key: 'o', label: 'keep ours', run: answer('ours') },
      { key: 't', label: 'keep theirs', run: answer('theirs') },
      {
        key: 'O',
        label: 'keep ours in all',
        note: counted(conflicts.length, 'conflict'),
        run: answerAll('ours'),
      },
      { key: 'T', label: 'keep theirs in all', run: answerAll('theirs') },
      { key: 'n', label: 'decide later', run: refresh },
    ],
  });
}
