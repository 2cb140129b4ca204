/** The keys of the stages' own screens. */
import { getPhoto } from '../../catalog/photos.ts';
import { nameOf, type PlainStage } from '../../pipeline/archive/stage-view.ts';
import { notesMenu } from '../actions/notes.ts';
import type { App } from '../app.ts';
import { commandsOf } from '../keys/command.ts';
import { askForChoice, chooseAll, excludeChoice, showPhotos } from './choose.ts';
import { compareMenu } from './compare.ts';
import { groupLines } from './fact-lines.ts';
import { offerRules } from './learn.ts';
import { performAction, refusalOf } from './perform.ts';
import { besideOf, stageInView } from './stage-lines.ts';

/** Why nothing else can begin: one stage runs at a time. */
function busyText({ runner, shell }: App): string | undefined {
  return runner.stage === undefined
    ? undefined
    : `${nameOf(runner.stage)} is running; ${shell.keys.say('program.interrupt')} stops it.`;
}

/** Why Enter does nothing; going to another stage is always possible. */
function refusedToAct(app: App): string | undefined {
  const { screen } = app;
  const leads = screen !== undefined && 'effect' in screen.action && 'go' in screen.action.effect;
  return leads ? undefined : (busyText(app) ?? refusalOf(screen?.action));
}

function showDetails({ screen, shell }: App): void {
  const more = screen?.view?.more;
  if (more === undefined) return;
  const { title, facts } = more;
  shell.read({ title, lines: (width) => groupLines(facts, width) });
}

/** What a stage may offer besides what Enter does, and what is said where it does not. */
const offers = {
  retry: 'No photo is held back here.',
  cancel: 'No batch is under way.',
  undo: 'There is no run to undo.',
  outlets: 'Still looking.',
  folder: 'Choose an outlet first.',
  refused: 'No photo is refused.',
};
type Offer = keyof typeof offers;

/** These wait until nothing runs. */
const waiting: ReadonlySet<Offer> = new Set<Offer>(['undo', 'outlets', 'folder']);

/** The key of what the stage of a context offers. */
function offered(
  context: 'stage' | PlainStage,
  what: Offer,
  [key, title, footLabel]: readonly [key: string, title: string, footLabel?: string],
) {
  const run = (app: App) => performAction(app, app.screen?.view?.[what]);
  const refused = (app: App) =>
    (waiting.has(what) ? busyText(app) : undefined) ??
    refusalOf(app.screen?.view?.[what], offers[what]);
  return commandsOf<App>('Stages', context, [
    [`${context}.${what}`, key, title, run, footLabel, refused],
  ]);
}

/** Of the folder of the photo that stands beside the facts. */
function folderNotes(app: App): void {
  const { archive, shell } = app;
  const [id] = besideOf(app)?.photoIds ?? [];
  const photo = id === undefined ? undefined : getPhoto(archive.catalog, id);
  if (photo === undefined) return;
  void notesMenu({ archive, shell, changed: () => app.refresh() }, photo.path);
}

/** Scrolls the facts of a stage by `rows` rows. */
const scrolling = (rows: number) => (app: App) => {
  const { scrollable } = stageInView(app);
  app.scroll.set(Math.max(0, Math.min(scrollable, app.scroll.get() + rows)));
};

/** Goes to another photo beside the facts. */
const steppingBeside = (by: number) => (app: App) => {
  const last = (app.screen?.view?.besides?.length ?? 1) - 1;
  app.beside.set(Math.max(0, Math.min(last, app.beside.get() + by)));
};

export const stageCommands = [
  ...commandsOf<App>('Stages', 'stage', [
    [
      'stage.act',
      'enter',
      'Do what the stage offers',
      (app) => performAction(app, app.screen?.action),
      'go ahead',
      refusedToAct,
    ],
    [
      'stage.details',
      'i',
      'Read every word that is sent',
      showDetails,
      'every word that is sent',
      ({ screen }) =>
        screen?.view?.more === undefined ? 'There is nothing more to show here.' : undefined,
    ],
  ]),
  ...offered('stage', 'retry', ['R', 'Retry the photos that are held back']),
  ...commandsOf<App>('Stages', 'stage', [
    [
      'stage.filter',
      '/',
      'Act only on the photos of a filter',
      askForChoice,
      'choose photos',
      busyText,
    ],
    [
      'stage.exclude',
      '-',
      'Leave the chosen photos out of all stages, or take them in again',
      excludeChoice,
      undefined,
      (app) =>
        busyText(app) ??
        (app.choice === undefined
          ? `Choose them first: ${app.shell.keys.say('stage.filter')} asks for a filter.`
          : undefined),
    ],
    ['stage.photos', 'l', 'Look at the photos that have no text yet', showPhotos, 'look at them'],
    [
      'stage.all',
      'escape',
      'Act on all photos again',
      (app) => (app.choice === undefined ? app.shell.clear() : chooseAll(app)),
    ],
  ]),
  ...(['prepare', 'submit'] as const).flatMap((stage) =>
    commandsOf<App>('Stages', stage, [
      [
        `${stage}.notes`,
        'n',
        'Notes of the folder of the photo beside, for the model',
        folderNotes,
        undefined,
        ({ screen }) =>
          screen?.view?.besides?.[0] === undefined
            ? 'There is no photo here to ask about.'
            : undefined,
      ],
    ]),
  ),
  ...offered('collect', 'cancel', ['c', 'Cancel a batch', 'cancel a batch']),
  ...offered('sidecars', 'undo', [
    'u',
    'Make the sidecars of a run what they were before',
    'undo a run',
  ]),
  ...offered('embed', 'undo', ['u', 'Restore the old values in the photos of a run', 'undo a run']),
  ...offered('deliver', 'outlets', [
    'o',
    'Choose the outlets that the photos go to',
    'choose outlets',
  ]),
  ...offered('deliver', 'folder', ['f', 'Choose the folder that the copies go to', 'folder']),
  ...offered('deliver', 'refused', [
    'x',
    'Look at the photos that outlets refuse',
    'look at refused ones',
  ]),
  ...commandsOf<App>('Stages', 'summary', [
    [
      'summary.compare',
      'c',
      'Ask other models about accepted photos, and compare',
      compareMenu,
      'compare models',
      busyText,
    ],
    [
      'summary.learn',
      'w',
      'Rules for words you always remove, add or rewrite',
      offerRules,
      'rules for words',
    ],
  ]),
  ...commandsOf<App>('Stages', 'scan', [
    ['stage.rescan', 'r', 'Scan again', (app) => app.run('scan')],
  ]),
  ...commandsOf<App>('Stages', 'stage', [
    ['stage.nextPhoto', 'right', 'The next photo beside the facts', steppingBeside(1)],
    ['stage.previousPhoto', 'left', 'The one before', steppingBeside(-1)],
    ['stage.down', 'down j', 'Scroll down', scrolling(1)],
    ['stage.up', 'up k', 'Scroll up', scrolling(-1)],
    ['stage.pageDown', 'pagedown ctrl+d', 'A page down', scrolling(10)],
    ['stage.pageUp', 'pageup ctrl+u', 'A page up', scrolling(-10)],
  ]),
];
