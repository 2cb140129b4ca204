/** Opens the screen on an archive until the person leaves: the only place where terminal and screen meet. */
import { basename } from 'node:path';
import { render } from 'ink';
import { messageOf, StopError, systemCode } from '../errors.ts';
import { readText } from '../files/text-lines.ts';
import { beforeLastWords } from '../last-words.ts';
import { speakForOthers } from '../other-voices.ts';
import type { Stage } from '../photo.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { IdleHooks } from '../pipeline/session/background-indexer.ts';
import { ReviewSession } from '../pipeline/session/session.ts';
import { countsOf } from '../pipeline/stages.ts';
import type { Settings } from '../settings.ts';
import { SettingsFile } from '../settings-file.ts';
import { messages, printLine } from '../terminal-output.ts';
import { App } from './app.ts';
import { Bridge, BridgeEnds } from './bridge.tsx';
import { commandTable } from './commands.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import { showHelp } from './help.ts';
import { makeBindings } from './keys/bindings.ts';
import { keyNames } from './keys/key-names.ts';
import { PicturePlacer } from './picture-placer.ts';
import { Root } from './root.tsx';
import { ScreenReader } from './screen-reader.tsx';
import { Shell } from './shell.ts';
import { SidecarKeeper } from './sidecar-keeper.ts';
import {
  type Capabilities,
  capabilitiesOf,
  type Environment,
  isGnuScreen,
  isInTmux,
} from './terminal/capabilities.ts';
import { luminance, parseColourReply } from './terminal/colours.ts';
import { Idle } from './terminal/idle.ts';
import { TerminalInput } from './terminal/input.ts';
import { KeptLines } from './terminal/kept-lines.ts';
import { questionsFor } from './terminal/modes.ts';
import { PictureLayer } from './terminal/picture-layer.ts';
import { Pictures } from './terminal/pictures.ts';
import { plainLines } from './terminal/plain-lines.ts';
import type { TerminalReply } from './terminal/replies.ts';
import { Screen } from './terminal/screen.ts';
import { whenSettled } from './terminal/settled.ts';
import { nameOutsideTmux } from './terminal/tmux.ts';
import { type Background, makeTheme, type Theme } from './theme.ts';
import { ViewContext } from './view.ts';

type Opening = {
  readonly at?: Stage | undefined;
  readonly filter?: string | undefined;
  /** As lines of text, for a screen reader. */
  readonly isReadOut?: boolean;
};

/**
 * Shows the screen, at the stage `at` or where there is something to do, with this filter or the last one, until the person
 * leaves or `signal` ends it.
 * Resolves to the exit code: 0, or 1 when photos are held back by issues.
 * @throws StopError `needs-terminal` without one; whatever breaks the screen, with the terminal restored
 */
export async function openScreen(
  archive: Archive,
  signal: AbortSignal,
  { at, filter, isReadOut = false }: Opening = {},
): Promise<0 | 1> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new StopError(
      'needs-terminal',
      'The screen needs a terminal.',
      'Use the commands instead: `proofsheet --help` lists them, `proofsheet status` shows where you are.',
    );
  const review = new ReviewSession(archive);
  const last = review.remembered();
  if (filter !== undefined) review.remember({ ...last, view: { ...last.view, filter } });
  const keysFile = new SettingsFile().keysPath;
  const userKeys = await readKeysFile(keysFile);
  const capabilities = capabilitiesOf(process.env, archive.settings['ui.picture'], isReadOut);
  const kept = new KeptLines();
  const endKeeping = speakForOthers(kept.keep);
  const idle = new Idle();
  const layer = new PictureLayer();
  const terminal = capabilities.isDumb ? plainLines(process.stdout) : process.stdout;
  const screen = new Screen(terminal, layer, titleFor(archive, process.env));
  const bridge = new Bridge(screen, idle);
  const bindings = makeBindings(commandTable, {
    user: userKeys,
    arrowsOnly: archive.settings['ui.keys'] === 'arrows',
  });
  const shell = new Shell({
    size: { columns: screen.columns, rows: screen.rows },
    theme: themeFor(archive.settings['ui.theme'], capabilities, backgroundFrom(process.env)),
    external: bridge,
    keys: keyNames(bindings, capabilities.unicode && !capabilities.screenReader),
    showsPictures: capabilities.pictures !== 'off',
    isReadOut: capabilities.screenReader,
  });
  const app = new App(archive, review, shell, bindings, keysFile);
  const { placer, onReply } = withPictures(app, screen, layer, capabilities);
  app.begin(at);
  placer.update();
  const input = new TerminalInput(process.stdin, {
    onTyped: idle.disturb,
    onReply,
    expects: () => bridge.isAsking,
  });
  // Before the first frame: what is typed at it must neither be echoed over it nor be lost.
  input.setRawMode(true);
  const instance = draw(app, placer, input, screen);
  // The first keys, and the first picture, come before what nobody waits for.
  idle.disturb();
  if (capabilities.screenReader) bridge.answered();
  else bridge.ask(questionsFor(process.env, capabilities.unicode));
  const endUpkeep = keepUp(app, idle, (error) => kept.keep(messageOf(error)));
  /** Gives the terminal back, and says on it what could not be said on the screen. */
  const release = () => {
    screen.release();
    input.setRawMode(false);
    endKeeping();
    for (const line of kept.take()) printLine(messages(), line);
  };
  const forget = beforeLastWords(() => {
    instance.unmount();
    release();
  });
  const leave = () => bridge.exit();
  signal.addEventListener('abort', leave, { once: true });
  try {
    await instance.waitUntilExit();
  } finally {
    signal.removeEventListener('abort', leave);
    app.end();
    await Promise.all([app.runner.interrupt(), app.review.settled(), endUpkeep()]);
    forget();
    release();
  }
  return countsOf(archive).stages.some(({ held }) => held > 0) ? 1 : 0;
}

/** What the window is called; GNU screen has no way to put back what it was called before. */
function titleFor({ root }: Archive, env: Environment): string | undefined {
  return isGnuScreen(env) ? undefined : `proofsheet – ${basename(root)}`;
}

/** Begins to draw. */
function draw(app: App, placer: PicturePlacer, input: TerminalInput, screen: Screen) {
  const { external, isReadOut } = app.shell;
  return render(
    <ViewContext value={{ app, placer }}>
      <FaultBoundary>
        <BridgeEnds bridge={external} />
        {isReadOut ? <ScreenReader /> : <Root />}
      </FaultBoundary>
    </ViewContext>,
    {
      stdin: input,
      stdout: screen as unknown as NodeJS.WritableStream,
      exitOnCtrlC: false,
      patchConsole: false,
      alternateScreen: !isReadOut,
      incrementalRendering: true,
      maxFps: 120,
      interactive: true,
      isScreenReaderEnabled: isReadOut,
    },
  );
}

/** The parsed key file; a string that says what is wrong when it cannot be read, which the screen then tells. */
async function readKeysFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof StopError && systemCode(error.cause) === 'ENOENT') return undefined;
    return `${file} cannot be read, so all keys keep their defaults: ${messageOf(error)}`;
  }
}

/** Begins what is done between the keys. It must not take the screen with it; the result ends it. */
function keepUp(app: App, idle: Idle, log: (error: unknown) => void): () => Promise<unknown> {
  const indexing = new AbortController();
  const sidecars = new SidecarKeeper(app, log);
  const hooks: IdleHooks = {
    changed: () => app.readAgain(),
    rest: () => idle.wait(indexing.signal),
  };
  const kept = app.review.session.keepUp(hooks, indexing.signal).catch(log);
  return () => {
    indexing.abort();
    return Promise.all([kept, sidecars.end()]);
  };
}

/** The pictures of a session, and what the answers of the terminal mean for them and for the colours. */
function withPictures(app: App, screen: Screen, layer: PictureLayer, capabilities: Capabilities) {
  const { archive, review, shell } = app;
  const { settings } = archive;
  const { pictures: kind, mayImprove, colours: depth } = capabilities;
  const pictures =
    kind === 'off' && !mayImprove
      ? undefined
      : new Pictures({
          kind,
          mayImprove,
          depth,
          load: (id, edge) => review.session.picture(id, edge),
          onReady: () => placer.ready(),
        });
  const placer = new PicturePlacer(app, layer, pictures, () => screen.flushLayer());
  const sizeOf = () => ({ columns: screen.columns, rows: screen.rows });
  const settled = whenSettled(shell.external, placer);
  screen.on('resize', () => {
    layer.resized(sizeOf());
    placer.hold();
    shell.size.set(sizeOf());
    settled();
  });
  const themed = (background: Background) =>
    shell.theme.set(themeFor(settings['ui.theme'], capabilities, background));
  const onReply = (reply: TerminalReply) => {
    if (reply.kind === 'background') themed(backgroundOf(reply.colour));
    else if (reply.kind === 'help') showHelp(app);
    else if (reply.kind === 'kitty' && isInTmux(process.env))
      void nameOutsideTmux().then((name) => onReply({ kind: 'outside', name }));
    else {
      if (reply.kind === 'letter') shell.takeLetterWidth(reply.cells);
      pictures?.take(reply, sizeOf());
      if (reply.kind !== 'attributes' && reply.kind !== 'outside') return;
      if (reply.kind === 'attributes') shell.external.answered();
      shell.showsPictures = pictures?.areOff === false;
      // Where the text lies depends on it.
      shell.size.set(sizeOf());
      placer.release();
      placer.ready();
    }
  };
  return { placer, onReply };
}

function themeFor(
  wanted: Settings['ui.theme'],
  { colours, unicode }: Capabilities,
  background: Background,
): Theme {
  const depth = wanted === 'mono' ? 'none' : colours;
  const chosen = wanted === 'dark' || wanted === 'light' ? wanted : background;
  return makeTheme(depth, chosen, !unicode);
}

function backgroundOf(colour: string): Background {
  const parsed = parseColourReply(colour);
  if (parsed === undefined) return 'unknown';
  return luminance(parsed) > 0.35 ? 'light' : 'dark';
}

/** Some terminals say `foreground;background` in COLORFGBG, as numbers of the sixteen colours. */
function backgroundFrom(env: Environment): Background {
  const last = env['COLORFGBG']?.split(';').at(-1);
  if (last === undefined || !/^\d+$/.test(last)) return 'unknown';
  return Number(last) === 7 || Number(last) > 9 ? 'light' : 'dark';
}
