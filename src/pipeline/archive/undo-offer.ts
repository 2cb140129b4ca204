/** The way back from the stages that write files: their latest runs, and the question which one is undone. */
import { counted, momentText } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { lastEmbedding, undoableRuns, type WriteRun } from '../../catalog/journal.ts';
import { lastSidecarWritings } from '../../catalog/sidecar-journal.ts';
import type { Action, Fact, Question, Situation } from './stage-view.ts';

const runsShown = 5;
const runsOffered = 9;

type Undoable = {
  readonly last: (catalog: Catalog, photoId: number) => number | undefined;
  readonly files: string;
  readonly title: string;
  readonly command: string;
};

const undoable: Readonly<Record<WriteRun['stage'], Undoable>> = {
  sidecars: {
    last: (catalog, photoId) => lastSidecarWritings(catalog, photoId)[0],
    files: 'sidecar',
    title: 'Make the sidecars what they were before, those of',
    command: 'sidecars.undo',
  },
  embed: {
    last: lastEmbedding,
    files: 'photo',
    title: 'Restore the old values in the photos of',
    command: 'embed.undo',
  },
};

/** The runs of a stage that can be undone, and the action that asks which. */
export function undoOffer(
  situation: Situation,
  stage: WriteRun['stage'],
): { readonly facts: readonly Fact[]; readonly undo: Action } {
  const runs = undoableRuns(situation.archive.catalog, 20, stage);
  if (runs.length === 0) return { facts: [], undo: { refused: 'There is no run to undo.' } };
  return {
    facts: runFacts(runs, situation.key(undoable[stage].command)),
    undo: { label: 'Undo a run', effect: { ask: () => whichRun(situation, stage, runs) } },
  };
}

function runFacts(runs: readonly WriteRun[], key: string): readonly Fact[] {
  return [
    { text: 'Runs that can be undone', tone: 'quiet', note: `${key} chooses one` },
    {
      columns: [{ title: '' }],
      rows: runs.slice(0, runsShown).map((run) => [`  ${runText(run)}`]),
    },
  ];
}

function runText({ at, photos, stage }: WriteRun): string {
  return `${momentText(new Date(at))}, ${counted(photos, undoable[stage].files)}`;
}

/** One of the latest runs, or only the photos that the review is about, where something of them can be undone. */
function whichRun(
  { archive: { catalog }, chosen }: Situation,
  stage: WriteRun['stage'],
  runs: readonly WriteRun[],
): Question {
  const { photoIds, words } = chosen();
  const { last, title } = undoable[stage];
  const canUndoChosen = photoIds.some((id) => last(catalog, id) !== undefined);
  return {
    title,
    choices: [
      ...runs.slice(0, runsOffered).map((run, index) => ({
        key: String(index + 1),
        label: runText(run),
        effect: { undo: { run: run.id, stage } },
      })),
      ...(canUndoChosen
        ? [{ key: 's', label: `only ${words}`, effect: { undo: { photoIds, stage } } }]
        : []),
      { key: 'n', label: 'none of them' },
    ],
    first: 0,
  };
}
