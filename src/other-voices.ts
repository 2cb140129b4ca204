/**
 * What Node and libraries print by themselves: `console`, and Node's warnings. None of it is cleaned, and on the screen one
 * line of it scrolls the picture away, so all of it is said by us.
 */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { excerptOf } from './errors.ts';

/** Takes a text of one line or several, as raw as it came. */
type Say = (text: string) => void;

/** Who says it; the last one does. */
let sayers: readonly Say[] = [];
let restore: () => void = () => undefined;

/** Has all of it said by `say`, until the function that it returns is called. */
export function speakForOthers(say: Say): () => void {
  if (sayers.length === 0) restore = takeOver();
  sayers = [...sayers, say];
  return () => {
    sayers = sayers.filter((one) => one !== say);
    if (sayers.length === 0) restore();
  };
}

function takeOver(): () => void {
  const real = globalThis.console;
  const sink = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      sayers.at(-1)?.(String(chunk).trimEnd());
      done();
    },
  });
  globalThis.console = new Console({ stdout: sink, stderr: sink });
  // Where Node was told to print no warnings, it listens to none.
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  if (listeners.length > 0) process.on('warning', onWarning);
  return () => {
    globalThis.console = real;
    process.off('warning', onWarning);
    for (const listener of listeners) process.on('warning', listener);
  };
}

/** As Node's own listener does, whose switches hold here too. */
function onWarning(warning: Error & { readonly code?: string; readonly detail?: string }): void {
  const isDeprecation = warning.name === 'DeprecationWarning';
  if (isDeprecation && process.noDeprecation === true) return;
  const isTraced =
    process.traceProcessWarnings === true || (isDeprecation && process.traceDeprecation === true);
  if (isTraced) sayers.at(-1)?.(`Node warns: ${warning.stack ?? warning.message}`);
  // Whoever uses the program can do nothing about what it is built on.
  else if (warning.name !== 'ExperimentalWarning')
    sayers.at(-1)?.(`Node warns: ${excerptOf(`${warning.name}: ${warning.message}`)}`);
}
