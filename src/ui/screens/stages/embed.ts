/** Embed: what goes into the JPEGs, what happens to the old values, and the way back. */

import { count, counted, momentText } from '../../../amounts.ts';
import { Loader } from '../../app/loader.ts';
import type { KeyNames } from '../../keys/key-names.ts';
import type { EmbedFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { truncate } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { askToInsist, madeUpLines, othersIn } from './insisting.ts';
import { loadedLines } from './loaded-lines.ts';
import { countsOf, lookingUp, type StageScreen, type StageTools, wayBack } from './stage-screen.ts';
import { factLines, paragraph } from './table-lines.ts';

export function embedScreen(tools: StageTools): StageScreen {
  const loader = new Loader((signal) => tools.ui.stages.embedFacts(signal));
  return {
    stage: 'embed',
    about:
      'Writes title and keywords into the JPEGs and reads them back. Pixels stay, old values are kept.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loadedLines(loader, (facts) => embedLines(tools, facts, width, theme), width, theme),
    action: () => {
      if (loader.state.get().kind === 'loading') return lookingUp;
      const facts = loader.value;
      if (facts !== undefined && facts.rehearsed.photos > 0)
        return {
          label: `Embed in ${counted(facts.rehearsed.photos + othersIn(facts), 'photo')}, made-up texts among them`,
          run: () =>
            askToInsist(tools, facts, (insist, photos) =>
              confirmEmbedding(tools, facts, photos, insist),
            ),
        };
      if (facts === undefined || facts.ready === 0) {
        const isNext = (countsOf(tools, 'sidecars')?.waiting ?? 0) > 0;
        return tools.counts.get().done > 0 && !isNext
          ? { label: 'See how it all went', run: () => tools.go('summary') }
          : wayBack(tools, 'embed', 'No photo is ready to be embedded');
      }
      return {
        label: `Embed in ${counted(facts.ready, 'photo')}`,
        run: () => confirmEmbedding(tools, facts, facts.ready, false),
      };
    },
    undo: () => ({
      label: 'Undo a run',
      refused: (loader.value?.runs.length ?? 0) === 0 ? 'There is no run to undo.' : undefined,
      run: () => undoMenu(tools, loader.value),
    }),
  };
}

function fieldsText(facts: EmbedFacts): string {
  return facts.fields.map(({ name, policy }) => `${name} (${policy})`).join(', ');
}

/** With those that are not, because their sidecars have to be written first. */
function readyText(tools: StageTools, { ready }: EmbedFacts): string {
  const waiting = countsOf(tools, 'sidecars')?.waiting ?? 0;
  const more =
    waiting === 0 ? '' : `; ${count(waiting)} more ${waiting === 1 ? 'waits' : 'wait'} at Sidecars`;
  return `${counted(ready, 'photo')}${more}`;
}

function embedLines(tools: StageTools, facts: EmbedFacts, width: number, theme: Theme): Line[] {
  const warning = madeUpLines(facts, 'into', width, theme);
  const lines: Line[] =
    facts.ready === 0
      ? warning
      : [
          ...warning,
          ...(warning.length > 0 ? [emptyLine] : []),
          ...factLines('Ready', readyText(tools, facts), width),
          ...factLines('Fields', fieldsText(facts), width),
        ];
  if (facts.headlinesReplaced > 0)
    lines.push(
      ...factLines(
        'Old headlines',
        `${count(facts.headlinesReplaced)} are replaced and kept for undo`,
        width,
      ),
    );
  if (facts.keywordsReplaced > 0)
    lines.push(
      ...factLines(
        'Old keywords',
        `${counted(facts.keywordsReplaced, 'photo')} have some; they are replaced and kept for undo`,
        width,
      ),
    );
  for (const example of facts.examples)
    lines.push(emptyLine, ...exampleLines(example, width, theme));
  if (facts.runs.length > 0)
    lines.push(
      ...(lines.length > 0 ? [emptyLine] : []),
      line(
        ['Runs that can be undone', 'quiet'],
        [`   ${tools.shell.keys.say('embed.undo')} chooses one`, 'quiet'],
      ),
      ...facts.runs.slice(0, 5).map((run) => line(`  ${runText(run)}`)),
    );
  return lines;
}

function exampleLines(
  { name, field, before, after }: EmbedFacts['examples'][number],
  width: number,
  { glyphs }: Theme,
): Line[] {
  return [
    line([name], [`  ${field}`, 'quiet']),
    ...(before === ''
      ? []
      : [line(['  - ', 'removed'], [truncate(before, width - 4, glyphs.cut)])]),
    line(['  + ', 'added'], [truncate(after, width - 4, glyphs.cut)]),
  ];
}

function runText({ at, photos }: EmbedFacts['runs'][number]): string {
  return `${momentText(at)}, ${counted(photos, 'photo')}`;
}

/**
 * Names the count and what happens to the old values; asks for the count, so that no stray key does it. Fields and
 * examples are on the screen behind.
 */
function confirmEmbedding(
  tools: StageTools,
  facts: EmbedFacts,
  photos: number,
  insist: boolean,
): void {
  const wanted = String(photos);
  tools.shell.prompt({
    title: `Write ${insist ? 'made-up texts ' : ''}into ${counted(photos, 'photo')}?`,
    label: `Type ${wanted} to go ahead`,
    enter: 'write',
    body: (width) => [...paragraph(replacedText(facts, tools.shell.keys), width), emptyLine],
    submit: (typed) => {
      if (typed.trim().replaceAll(',', '') !== wanted) {
        tools.shell.toast(`That is not ${wanted}; nothing has been written.`, 'warn');
        return false;
      }
      tools.run('embed', { insist });
      return true;
    },
  });
}

function replacedText({ headlinesReplaced, keywordsReplaced }: EmbedFacts, keys: KeyNames): string {
  const undo = keys.say('embed.undo');
  if (headlinesReplaced + keywordsReplaced === 0)
    return `The files are changed; no headline or keyword that is in one now is lost. ${undo} takes it back.`;
  const headlines = counted(headlinesReplaced, 'headline');
  const keywords = `the keywords of ${counted(keywordsReplaced, 'photo')}`;
  return `The files are changed: ${headlines} and ${keywords} are replaced. The old values are kept; ${undo} puts them back.`;
}

function undoMenu(tools: StageTools, facts: EmbedFacts | undefined): void {
  const runs = facts?.runs ?? [];
  const shown = runs.slice(0, 9);
  const { photoIds, words } = tools.reviewed();
  tools.shell.menu({
    title: 'Put the old values back into the photos of',
    items: [
      ...shown.map((run, index) => ({
        key: String(index + 1),
        label: runText(run),
        run: () => tools.undoEmbedding({ runId: run.id }),
      })),
      ...(tools.ui.stages.canUndo(photoIds)
        ? [
            {
              key: 's',
              label: `only ${words}`,
              run: () => tools.undoEmbedding({ photoIds }),
            },
          ]
        : []),
      { key: 'n', label: 'none of them', run: () => undefined },
    ],
  });
}
