/**
 * Extended attributes and access lists of files: the tags and stars that file managers give photos, and permissions
 * beyond owner and group. Node has no functions for them, so where there is a shell the system's own `cp` copies them from
 * a file to the one that takes its place. One shell does it for all files, because starting a program for each would take
 * longer than embedding.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startProgram } from './child.ts';
import { copyStreams } from './streams.ts';

/** Reads pairs of lines, a file and the one that is to be like it, and answers each with y or n. */
const loop = (work: string) =>
  `while IFS= read -r from && IFS= read -r to; do if ${work}; then echo y; else echo n; fi; done`;

const scripts: Partial<Record<NodeJS.Platform, string>> = {
  // `cp` would make a file that is not there: after a crash the shell still does what it was told, beside the next run.
  linux: loop(
    '[ -e "$to" ] && cp --attributes-only --preserve=mode,xattr -- "$from" "$to" 2>/dev/null',
  ),
  // A mark behind the mode tells that there is something to carry over: that takes a copy with everything, whose
  // contents are then replaced.
  darwin: loop(
    'case "$(ls -ld "$from")" in ??????????[@+]*) { cp -p "$from" "$to.full" && cat "$to" > "$to.full" && mv -f "$to.full" "$to"; } || { rm -f "$to.full"; false; } ;; esac',
  ),
};

export class AttributeCopier {
  #shell: ChildProcessWithoutNullStreams | undefined;
  readonly #waiting: ((isKept: boolean) => void)[] = [];
  readonly #system: NodeJS.Platform;

  constructor(system = process.platform) {
    this.#system = system;
  }

  /**
   * Gives `to` the extended attributes and access list of `from`; its contents stay. The paths may have no line breaks.
   * @returns false when that was not possible
   */
  copy(from: string, to: string): Promise<boolean> {
    const script = scripts[this.#system];
    if (script === undefined) return copyStreams(from, to);
    this.#shell ??= this.#start(script);
    const { stdin } = this.#shell;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      stdin.write(`${from}\n${to}\n`);
    });
  }

  /** Ends the shell; it also ends when this process does, because its input does. */
  end(): void {
    this.#shell?.stdin.end();
    this.#shell = undefined;
  }

  #start(script: string): ChildProcessWithoutNullStreams {
    // In a group of its own: Ctrl-C must not end it under photos that are let finish.
    const options = { stdio: 'pipe', windowsHide: true, detached: true } as const;
    const shell = startProgram('sh', ['-c', script], options);
    createInterface({ input: shell.stdout }).on('line', (line) =>
      this.#waiting.shift()?.(line === 'y'),
    );
    const giveUp = () => {
      if (this.#shell === shell) this.#shell = undefined;
      for (const resolve of this.#waiting.splice(0)) resolve(false);
    };
    shell.on('error', giveUp).on('exit', giveUp);
    shell.stdin.on('error', () => undefined);
    shell.stderr.resume();
    return shell;
  }
}
