/** Shows an archive on a terminal until the person leaves: the only place where terminal and screen meet. */

import { render } from 'ink';
import { messageOf, StopError } from '../errors.ts';
import type { Stage } from '../photo.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { ReviewSession } from '../pipeline/session/session.ts';
import type { Beside } from '../pipeline/session/upkeep.ts';
import type { Settings } from '../settings.ts';
import { Bridge, BridgeEnds } from './bridge.tsx';
import { commandTable } from './commands.ts';
import { makeBindings } from './keys/bindings.ts';
import { keyNames } from './keys/key-names.ts';
import { PictureBoard } from './picture-board.ts';
import { Root } from './root.tsx';
import { ScreenReader } from './screen-reader.tsx';
import { Session } from './session.ts';
import { Shell } from './shell.ts';
import { SidecarKeeper } from './sidecar-keeper.ts';
import { type Capabilities, capabilitiesOf, type Environment } from './terminal/capabilities.ts';
import { captureConsole } from './terminal/capture-console.ts';
import { luminance, parseColourReply } from './terminal/colours.ts';
import { Idle } from './terminal/idle.ts';
import { type Keyboard, TerminalInput } from './terminal/input.ts';
import { PictureLayer } from './terminal/picture-layer.ts';
import { Pictures } from './terminal/pictures.ts';
import { questions, type Reply } from './terminal/replies.ts';
import { Screen, type Terminal } from './terminal/screen.ts';
import { type Background, makeTheme, type Theme } from './theme.ts';
import { ViewContext } from './view.ts';

type ScreenOptions = {
  readonly archive: Archive;
  readonly review: ReviewSession;
  readonly stdin: Keyboard;
  readonly stdout: Terminal & { readonly isTTY?: boolean };
  readonly env: Environment;
  /** Where the user's key file lies, or would. */
  readonly keysFile: string;
  /** The parsed user key file, if there is one. */
  readonly userKeys?: unknown;
  /** The stage to begin at; where there is something to do unless given. */
  readonly at?: Stage | undefined;
  /** Ends the screen from outside. */
  readonly signal?: AbortSignal;
};

/**
 * Shows the screen until the person leaves. Resolves to what was printed meanwhile.
 * @throws StopError `needs-terminal` when input or output is none; whatever breaks the screen, with the terminal restored
 */
export async function showScreen(options: ScreenOptions): Promise<readonly string[]> {
  const { stdin, stdout, env, signal } = options;
  const { settings } = options.archive;
  if (stdin.isTTY !== true || stdout.isTTY !== true)
    throw new StopError(
      'needs-terminal',
      'The screen needs a terminal.',
      'Use the commands instead: `proofsheet --help` lists them, `proofsheet status` shows where you are.',
    );
  const capabilities = capabilitiesOf(env, settings['ui.picture']);
  const captured = captureConsole();
  const idle = new Idle();
  const input = new TerminalInput(stdin, idle.disturb);
  const screen = new Screen(stdout);
  const parts = assemble(options, capabilities, screen, captured.keep);
  input.onReply(parts.onReply);
  // Before the first frame: what is typed at it must neither be echoed over it nor be lost.
  input.setRawMode(true);
  const instance = draw(parts, capabilities, input, screen);
  // The first keys, and the first picture, come before what nobody waits for.
  idle.disturb();
  if (capabilities.screenReader) parts.bridge.answered();
  else {
    screen.write(questions);
    parts.bridge.asked();
  }
  const leave = () => void parts.bridge.untilAnswered().then(() => instance.unmount());
  const upkeep = new AbortController();
  const sidecars = new SidecarKeeper(parts.view.session, (error) =>
    captured.keep(messageOf(error)),
  );
  const beside: Beside = {
    changed: () => parts.view.session.readAgain(),
    rest: () => idle.wait(upkeep.signal),
  };
  const keptUp = options.review
    .keepUp(beside, upkeep.signal)
    // It must not take the screen with it; it is told when that is closed.
    .catch((error: unknown) => captured.keep(messageOf(error)));
  signal?.addEventListener('abort', leave, { once: true });
  try {
    await instance.waitUntilExit();
  } finally {
    signal?.removeEventListener('abort', leave);
    upkeep.abort();
    parts.view.session.end();
    const { runner, review } = parts.view.session;
    await Promise.all([runner.interrupt(), review.settled(), keptUp, sidecars.end()]);
    screen.release();
    input.setRawMode(false);
    captured.end();
  }
  return captured.lines;
}

/** Begins to draw. */
function draw(
  { view, bridge }: Pick<ReturnType<typeof assemble>, 'view' | 'bridge'>,
  { screenReader }: Capabilities,
  input: TerminalInput,
  screen: Screen,
) {
  return render(
    <ViewContext value={view}>
      <BridgeEnds bridge={bridge} />
      {screenReader ? <ScreenReader /> : <Root />}
    </ViewContext>,
    {
      stdin: input,
      stdout: screen as unknown as NodeJS.WritableStream,
      exitOnCtrlC: false,
      patchConsole: false,
      alternateScreen: !screenReader,
      incrementalRendering: true,
      maxFps: 120,
      interactive: true,
      isScreenReaderEnabled: screenReader,
    },
  );
}

/** Makes the parts of the screen and ties them together; nothing is drawn yet. */
function assemble(
  { archive, review, env, stdout, keysFile, userKeys, at }: ScreenOptions,
  capabilities: Capabilities,
  screen: Screen,
  log: (text: string) => void,
) {
  const { settings } = archive;
  const layer = new PictureLayer();
  screen.setLayer(layer);
  const bridge = new Bridge(env, stdout);
  const bindings = makeBindings(commandTable, {
    user: userKeys,
    arrowsOnly: settings['ui.keys'] === 'arrows',
  });
  const keys = keyNames(bindings, capabilities.unicode && !capabilities.screenReader);
  const { pictures: kind, colours: depth } = capabilities;
  const shell = new Shell({
    size: { columns: screen.columns, rows: screen.rows },
    theme: themeFor(settings['ui.theme'], capabilities, backgroundFrom(env)),
    external: bridge,
    keys,
    showsPictures: kind !== 'off',
    isReadOut: capabilities.screenReader,
  });
  const session = new Session(archive, review, shell, bindings, { log, settings, keysFile });
  const pictures =
    kind === 'off'
      ? undefined
      : new Pictures({
          kind,
          depth,
          load: (id) => review.picture(id),
          onReady: () => board.ready(),
        });
  const board = new PictureBoard(session, layer, pictures, () => screen.flushLayer());
  screen.on('resize', () => {
    const size = { columns: screen.columns, rows: screen.rows };
    layer.resized(size);
    shell.size.set(size);
  });
  session.begin(at);
  board.update();
  const mayBeSixel = settings['ui.picture'] === 'auto' && !capabilities.multiplexed;
  const themed = (background: Background) =>
    shell.theme.set(themeFor(settings['ui.theme'], capabilities, background));
  const onReply = (reply: Reply) => {
    if (reply.kind === 'background') themed(backgroundOf(reply.colour));
    else {
      // The last of the questions; every terminal answers in their order.
      if (reply.kind === 'attributes') bridge.answered();
      pictures?.take(reply, mayBeSixel);
      board.ready();
    }
  };
  return { view: { session, board }, bridge, onReply };
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
