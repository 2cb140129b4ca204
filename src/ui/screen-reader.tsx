/** The whole screen for a screen reader: no picture, no columns; what changed is said first. */

import { Box } from 'ink';
import { dayText } from '../amounts.ts';
import { nameOf } from '../pipeline/archive/stage-view.ts';
import type { ReviewPhoto } from '../pipeline/session/photo.ts';
import type { ShownSidecar } from '../pipeline/sidecars/in-view.ts';
import type { App } from './app.ts';
import { textOfEditor } from './editor/line-editor.ts';
import { glyphs } from './glyphs.ts';
import { hintsNow } from './head-and-foot.ts';
import { groupLines } from './stages/fact-lines.ts';
import { besideOf, stageLines } from './stages/stage-lines.ts';
import { useStore } from './store.ts';
import { harmlessText, textOf } from './text/line.ts';
import { useKeys, useView } from './view.ts';
import { Painted } from './widgets/painted.tsx';

/** Wide enough that nothing is cut; a screen reader has no columns. */
const width = 200;

export function ScreenReader() {
  const { app, theme } = useView();
  useStore(app.route);
  useStore(app.shell.notice);
  useStore(app.shell.overlays);
  useStore(app.review.state);
  useStore(app.runner.state);
  useStore(app.counts);
  useStore(app.facts);
  useKeys(app);
  return (
    <Box flexDirection="column">
      {readingLines(app)
        .filter((text) => text.trim() !== '')
        .map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <Painted key={index} text={harmlessText(text.trim(), theme)} isCut={false} />
        ))}
    </Box>
  );
}

/** Everything on the screen, in the order of reading; whatever steers a terminal is still in it. */
function readingLines(app: App): readonly string[] {
  const { shell, runner } = app;
  const { overlay } = shell;
  const route = app.route.get();
  const notice = shell.notice.get();
  const { run } = runner.state.get();
  const body = overlay === undefined ? stageInView(app) : overlay.draw(shell.roomOf(overlay)).lines;
  const isReview = route === 'review' && overlay === undefined;
  const hints = hintsNow(app).map(([key, does]) => `${key} ${does}`);
  return [
    ...(notice === undefined ? [] : [notice.text]),
    overlay?.title ?? nameOf(route),
    ...(run === undefined
      ? []
      : [
          `${nameOf(run.stage)} is running: ${run.progress?.done ?? 0} of ${run.progress?.total ?? 'unknown'}`,
        ]),
    ...(isReview ? reviewLines(app) : []),
    ...body.map((row) => textOf(row).replace(bars, '')),
    `Keys: ${hints.join(', ')}`,
  ];
}

/** Bars, whose amounts are told in words behind them. */
const bars = new RegExp(`[${glyphs.barFull}${glyphs.barEmpty}]{8,} *`, 'g');

/** What the stage in view says, without its name, which stands above; only facts while it runs, which is told apart. */
function stageInView(app: App) {
  const { screen } = app;
  if (screen !== undefined && app.runner.stage === screen.stage)
    return groupLines([...(screen.view?.facts ?? []), ...(besideOf(app)?.facts ?? [])], width);
  return stageLines(app, { width, height: 200 }).lines.slice(1);
}

/** The photo in view, or only what is being typed or the keyword under the cursor. */
function reviewLines({ review }: App): readonly string[] {
  const { photo, field, focus, keywordIndex, frames, index, list } = review.now;
  if (photo === undefined) return [];
  if (field !== undefined) return [`Editing: ${textOfEditor(field.editor)}`];
  const { keywords } = photo.text;
  if (focus === 'keywords')
    return [
      `Keyword ${keywordIndex + 1} of ${keywords.length}: ${keywords[keywordIndex] ?? 'none'}`,
    ];
  const place = `${frames === undefined ? 'Photo' : 'Frame'} ${index + 1} of ${list?.count ?? 0}`;
  return photoLines(photo, place);
}

function photoLines(photo: ReviewPhoto, place: string): readonly string[] {
  const { takenOn } = photo.photo;
  const { description, keywords } = photo.text;
  const day = takenOn === undefined ? [] : [dayText(takenOn)];
  return [
    [place, photo.name, photo.decision, photo.usage, ...day].join(', '),
    `Title: ${photo.dateline}${description}`,
    `${keywords.length} keywords: ${keywords.join(', ')}`,
    ...(photo.sidecar === undefined ? [] : sidecarLines(photo.sidecar)),
    ...photo.checks.map(({ weight, message }) => `${weight}: ${message}`),
  ];
}

function sidecarLines({ conflicts, facts, problem }: ShownSidecar): readonly string[] {
  return [
    ...(problem === undefined ? [] : [`Sidecar: ${problem}`]),
    ...conflicts.map(
      ({ label, ours, theirs }) => `Changed in both, ${label}: ours ${ours}; theirs ${theirs}`,
    ),
    ...(facts.length > 0
      ? [`Sidecar: ${facts.map(({ label, value }) => `${label} ${value}`).join('; ')}`]
      : []),
  ];
}
