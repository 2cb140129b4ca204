/** Archives as they are before an attack: made once by the program itself, with an honest service, and copied then. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import { picture } from '../../test/helpers/archive.ts';
import { key } from './checks.ts';
import type { Ground } from './ground.ts';
import { runProgram } from './program.ts';

/** How far an archive is, and the words that take it there from the one before. */
const roads = {
  plain: [],
  scanned: [['scan']],
  prepared: [['prepare']],
  submitted: [['submit', '--yes', '--set', 'probe=no']],
  accepted: [['collect'], ['collect'], ['review', '--accept-all']],
  done: [
    ['sidecars', '--write-rehearsal'],
    ['embed', '--yes', '--embed-rehearsal'],
  ],
} as const satisfies Record<string, readonly (readonly string[])[]>;

export type State = keyof typeof roads;
const states = Object.keys(roads) as State[];

/** Where photos of these archives lie. */
export const usualFolder = 'Turkey/Istanbul/editorial';
export const photos = 3;

/** Draws photos into a folder of an archive. */
export async function drawPhotos(root: string, count: number, folder = usualFolder): Promise<void> {
  mkdirSync(join(root, folder), { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(root, folder, `photo-${index}.jpg`), await picture(index, 96));
}

export class Templates {
  readonly #base: string;
  readonly #home: string;
  readonly #made = new Map<State, Promise<string>>();

  constructor(base: string, home: string) {
    this.#base = base;
    this.#home = home;
  }

  /** Puts the archive there in this state, and what the service has of it into its folder. */
  async lay(ground: Ground, state: State): Promise<void> {
    const made = await this.#inState(state);
    copyInto(join(made, 'archive'), ground.root);
    copyInto(join(made, 'service'), ground.service);
  }

  #inState(state: State): Promise<string> {
    const known = this.#made.get(state) ?? this.#make(state);
    this.#made.set(state, known);
    return known;
  }

  async #make(state: State): Promise<string> {
    const folder = mkdtempSync(join(this.#base, `${state}-`));
    for (const name of ['archive', 'service', 'settings', 'temporary'])
      mkdirSync(join(folder, name));
    const before = states[states.indexOf(state) - 1];
    if (before === undefined) await drawPhotos(join(folder, 'archive'), photos);
    else {
      const made = await this.#inState(before);
      for (const name of ['archive', 'service']) copyInto(join(made, name), join(folder, name));
    }
    await this.#go(folder, roads[state]);
    return folder;
  }

  async #go(folder: string, road: readonly (readonly string[])[]): Promise<void> {
    const service = await startRehearsalServer({ directory: join(folder, 'service') });
    const env = {
      PATH: process.env['PATH'],
      HOME: this.#home,
      TMPDIR: join(folder, 'temporary'),
      PROOFSHEET_CONFIG_DIR: join(folder, 'settings'),
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: service.url,
    };
    try {
      for (const words of road) {
        const { code, stderr } = await runProgram([...words, join(folder, 'archive')], { env });
        if (code !== 0) throw new Error(`${words.join(' ')} ends with ${code}: ${stderr}`);
      }
    } finally {
      await service.close();
    }
  }
}

/** With modes and times. */
function copyInto(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to]);
}
