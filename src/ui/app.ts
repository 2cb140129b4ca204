/** The open archive on the screen: which stage is in view, what runs, and the numbers of it all. */
import type { ReviewCounts } from '../catalog/review-totals.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { contextOf } from '../pipeline/archive/clock.ts';
import type { StageContext, StageSummary } from '../pipeline/archive/stage.ts';
import {
  nameOf,
  type PlainStage,
  type Running,
  type Situation,
} from '../pipeline/archive/stage-view.ts';
import { type Money, moneyOf } from '../pipeline/ask/money.ts';
import type { UndoOptions } from '../pipeline/embed/undo.ts';
import type { Selected } from '../pipeline/review/selection.ts';
import type { ReviewSession } from '../pipeline/session/session.ts';
import { countsOf, type Described, described, type Overview, runs } from '../pipeline/stages.ts';
import { editAgain } from './actions/edit.ts';
import type { Bindings } from './keys/bindings.ts';
import { ReviewController } from './review/review-controller.ts';
import { firstRoute, type Route, withMoreWaiting } from './route.ts';
import { outcomeText, outcomeTone, Runner, type RunOutcome } from './runner.ts';
import type { Shell } from './shell.ts';
import { chooseFor } from './stages/choice.ts';
import { StageScreen } from './stages/stage-screen.ts';
import { Store } from './store.ts';
import { welcome } from './welcome.ts';

/** Numbers that the header and the rail show. */
type Numbers = {
  readonly money: Money;
  readonly review: ReviewCounts;
};

/** How long keys must rest before what takes long is counted again. */
const restMilliseconds = 300;

export class App {
  readonly archive: Archive;
  readonly shell: Shell;
  readonly bindings: Bindings<App>;
  /** Where keys of one's own are written. */
  readonly keysFile: string;
  readonly review: ReviewController;
  readonly runner: Runner;
  readonly route: Store<Route>;
  readonly counts: Store<Overview>;
  readonly numbers: Store<Numbers>;
  /** Counts up whenever a stage's screen has found out something. */
  readonly facts = new Store(0);
  /** How far the facts of a stage are scrolled. */
  readonly scroll = new Store(0);
  /** Which of what may stand beside the facts does. */
  readonly beside = new Store(0);
  /** What the stage in view acts on; undefined for every photo. */
  choice: Selected | undefined;
  readonly #screens: ReadonlyMap<Route, StageScreen>;
  #recounting: NodeJS.Timeout | undefined;

  /** @param keysFile path of the user's own keys */
  constructor(
    archive: Archive,
    review: ReviewSession,
    shell: Shell,
    bindings: Bindings<App>,
    keysFile: string,
  ) {
    this.archive = archive;
    this.shell = shell;
    this.bindings = bindings;
    this.keysFile = keysFile;
    this.counts = new Store(countsOf(archive));
    this.review = new ReviewController(review, shell, {
      advance: archive.settings['ui.advance'],
      isInView: () => this.route.get() === 'review',
      changed: () => this.#recountSoon(this.numbers.get().money),
      paid: () => this.#recountSoon(moneyOf(this.archive)),
    });
    this.numbers = new Store(this.#readNumbers());
    this.runner = new Runner();
    const known = () => this.facts.set(this.facts.get() + 1);
    this.#screens = new Map(
      described.map((stage) => [stage, new StageScreen(stage, () => this.#look(stage), known)]),
    );
    this.runner.state.subscribe(() => {
      const { stage } = this.runner;
      if (stage !== undefined && stage !== 'compare') this.#screens.get(stage)?.follow();
    });
    this.route = new Store<Route>(firstRoute(this.counts.get()));
  }

  /** Nobody has decided about a photo of this archive yet. */
  get isNew(): boolean {
    const { accepted, rejected } = this.numbers.get().review;
    return accepted + rejected === 0;
  }

  /** The screen of the stage in view, or of the summary; the review has its own. */
  get screen(): StageScreen | undefined {
    return this.#screens.get(this.route.get());
  }

  #look(stage: Described): Omit<Situation, 'signal'> {
    this.#choose(stage);
    return {
      archive: this.archive,
      counts: this.counts.get(),
      now: new Date(),
      key: this.shell.keys.say,
      hasRun: stage !== 'summary' && this.runner.outcomeOf(stage) !== undefined,
      chosen: () => this.review.chosen(),
      choice: this.choice?.words,
    };
  }

  /** A stage that runs goes by what was chosen when it began. */
  #choose(stage: Described): void {
    const { review, runner } = this;
    if (runner.stage === undefined)
      this.choice = chooseFor(stage, { review, photos: this.counts.get().photos });
  }

  /** Shows the first screen and, for an archive that has never been scanned, begins. */
  begin(at: Route = this.route.get()): void {
    this.route.set(at);
    this.#enter();
    this.#sayComplaints();
    if (this.counts.get().photos > 0) return;
    welcome(this.archive, this.shell);
    this.run('scan');
  }

  /** What is wrong with the key file: the last is seen, and where the others are. */
  #sayComplaints(): void {
    const { complaints } = this.bindings;
    for (const complaint of complaints) this.shell.toast(complaint, 'warn');
    if (complaints.length > 1)
      this.shell.toast(
        `The key file has ${complaints.length} problems; ${this.shell.keys.say('program.log')} shows them.`,
        'warn',
      );
  }

  go(route: Route): void {
    this.shell.leavePage();
    this.route.set(route);
    this.scroll.set(0);
    this.beside.set(0);
    this.refresh();
  }

  refresh(): void {
    this.#recount();
    this.#enter();
  }

  #enter(): void {
    if (this.route.get() !== 'review') {
      void this.screen?.refresh();
      return;
    }
    const isFirst = this.review.now.list === undefined;
    this.review.enter();
    if (isFirst) editAgain(this.review);
    const hasPhotos = this.numbers.get().review.photos > 0;
    if (!this.isNew || !hasPhotos || this.review.now.view.filter !== '') return;
    const { say } = this.shell.keys;
    this.shell.greet(
      `${say('review.accept')} accepts and goes on, ${say('review.reject')} rejects; ${say('program.help')} explains all keys and signs.`,
    );
  }

  /** Reads numbers, rows and what windows offer again, without moving anything. */
  readAgain(): void {
    this.#recount();
    this.shell.overlay?.readAgain?.();
    this.shell.redraw();
    if (this.route.get() !== 'review' || this.review.now.list === undefined) return;
    this.review.readAgain();
    this.settle();
  }

  /** Makes a list again that went by unfinished counts, as soon as they are there and nothing is being typed over it. */
  settle(): void {
    const { list, field, view } = this.review.now;
    if (list?.isUnsettled !== true || field !== undefined || this.shell.overlay !== undefined)
      return;
    if (!this.review.session.counting()) this.review.show(view, this.review.currentId);
  }

  /** @param insist text that a rehearsal made up is written beside and into real photos, too */
  run(stage: PlainStage, insist = false): void {
    this.#choose(stage);
    this.#start(stage, (report, signal) =>
      runs[stage](contextOf(this.archive, report, signal), insist),
    );
  }

  /** Puts old values back: of a run, or what was last written for each photo named. */
  undoWriting(what: UndoOptions & { readonly stage: PlainStage }): void {
    this.#start(what.stage, async (report, signal) => {
      const { undo } = await import('../pipeline/embed/undo.ts');
      return undo(contextOf(this.archive, report, signal), what);
    });
  }

  /** Runs something that is no stage, beside them; its progress shows on the summary. */
  runBeside(what: 'compare', work: (context: StageContext) => Promise<StageSummary>): void {
    this.#start(what, (report, signal) => work(contextOf(this.archive, report, signal)));
  }

  #start(stage: PlainStage | 'compare', work: Parameters<Runner['start']>[1]): void {
    const started = this.runner.start(stage, work, (outcome) => this.#ended(stage, outcome));
    if (!started)
      this.shell.toast(`${nameOf(this.runner.stage ?? stage)} is still running.`, 'warn');
  }

  #ended(stage: PlainStage | 'compare', outcome: RunOutcome): void {
    if (this.route.get() !== stage)
      this.shell.toast(`${nameOf(stage)}: ${outcomeText(outcome)}`, outcomeTone(outcome));
    this.#recount(stage);
    if (this.route.get() !== 'review') this.#enter();
  }

  /** When stopping was last asked for, on the clock of `performance`. */
  interruptedAt = Number.NEGATIVE_INFINITY;

  /**
   * The numbers of the review at once; those of all stages, which take a tenth of a second in a very large archive, when
   * the keys have rested. Decisions cost nothing, so that the money is added up only after a stage or an answer.
   */
  #recountSoon(money: Money): void {
    this.numbers.set(this.#readNumbers(money));
    clearTimeout(this.#recounting);
    this.#recounting = setTimeout(() => this.#recountStages(), restMilliseconds);
  }

  /** A stage's closing message no longer applies once other photos wait for it, unless it has just ended. */
  #recountStages(ended?: Running): void {
    const counts = countsOf(this.archive);
    for (const stage of withMoreWaiting(this.counts.get(), counts))
      if (stage !== ended) this.runner.forget(stage);
    this.counts.set(counts);
  }

  /** Leaves nothing behind that would ask the archive after it is closed. */
  end(): void {
    clearTimeout(this.#recounting);
  }

  #recount(ended?: Running): void {
    clearTimeout(this.#recounting);
    this.#recountStages(ended);
    this.numbers.set(this.#readNumbers());
  }

  #readNumbers(money = moneyOf(this.archive)): Numbers {
    return { money, review: this.review.session.progress() };
  }
}
