/** Where one attack takes place: an archive, a tree of canaries beside it, and folders of its own for all else. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canaryWord, faultsOf, key } from './checks.ts';
import { type Ended, type RunOptions, runProgram } from './program.ts';
import { namesBelow, picturesBelow, sealOf } from './seal.ts';

type Options = Omit<RunOptions, 'env'> & {
  /** What runs it, unless each run has a process of its own. */
  readonly by?: typeof runProgram;
  readonly url?: string;
  readonly env?: NodeJS.ProcessEnv;
};

/** Names of what a run leaves half done beside photos. */
const halfDone = /proofsheet-(?:tmp|copy)(?:\.full)?$/;

export class Ground {
  /** Holds everything of this attack and nothing else. */
  readonly top: string;
  readonly root: string;
  readonly canary: string;
  readonly settings: string;
  /** Of the honest service. */
  readonly service: string;
  readonly faults: string[] = [];
  /** Why the attack could not be tried here, if so. */
  skipped: string | undefined;
  /** How each run ended, in its order. */
  readonly ends: string[] = [];
  readonly #temporary: string;
  readonly #home: string;
  readonly #onLeave: (() => void)[] = [];
  #seal = '';
  /** What the attacker put there, which may be named like what a run leaves. */
  #planted: ReadonlySet<string> = new Set();
  #pictures: ReadonlyMap<string, string> = new Map();

  /** @param base the folder of all attacks @param home that of the user, whose compiled code all of them share */
  constructor(base: string, home: string) {
    this.top = mkdtempSync(join(base, 'ground-'));
    const folder = (name: string) => {
      mkdirSync(join(this.top, name));
      return join(this.top, name);
    };
    this.root = folder('archive');
    this.canary = folder('canary');
    this.settings = folder('settings');
    this.service = folder('service');
    this.#temporary = folder('temporary');
    this.#home = home;
    plantCanaries(this.canary);
  }

  /** The folder of the settings, or for temporary files. */
  folderOf(which: 'settings' | 'temporary'): string {
    return which === 'settings' ? this.settings : this.#temporary;
  }

  /** To be called when the archive is as the attacker left it. */
  async seal(): Promise<void> {
    this.#seal = this.#outside();
    this.#planted = new Set(namesBelow(this.root));
    this.#pictures = await picturesBelow(this.root);
  }

  /** Runs the program, and asks everything that must hold after it. */
  async run(
    words: readonly string[],
    { url, by = runProgram, env = {}, ...options }: Options = {},
  ): Promise<Ended> {
    const ended = await by(words, {
      ...options,
      env: {
        PATH: process.env['PATH'],
        HOME: this.#home,
        LANG: 'C.UTF-8',
        TMPDIR: this.#temporary,
        PROOFSHEET_CONFIG_DIR: this.settings,
        OPENAI_API_KEY: key,
        // Nothing listens there: no attack reaches anybody but this machine.
        OPENAI_BASE_URL: url ?? 'http://127.0.0.1:9/v1',
        ...env,
      },
    });
    const name = words.slice(0, words[0] === 'batch' || words[0] === 'catalog' ? 2 : 1).join(' ');
    this.ends.push(`${name} ${ended.end === 'itself' ? ended.code : ended.end}`);
    for (const fault of faultsOf(ended)) this.fault(`${name}: ${fault}`);
    if (ended.end === 'itself' || ended.end === 'interrupted')
      this.#lookForRemains(name, by !== runProgram);
    return ended;
  }

  fault(what: string): void {
    this.faults.push(what);
  }

  /** Adds a fault unless `holds`. */
  expect(holds: boolean, otherwise: string): void {
    if (!holds) this.fault(otherwise);
  }

  /** Looks at all that must be as it was, and clears the archive for the next step. */
  async clear(): Promise<void> {
    await this.#look();
    for (const folder of [this.root, this.service]) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
    }
    await this.seal();
  }

  /** Calls it when the attack is over, however that ended. */
  onLeave(then: () => void): void {
    this.#onLeave.push(then);
  }

  /** Looks for the last time. */
  async leave(): Promise<void> {
    await this.#look();
  }

  /** Takes the place away. */
  remove(): void {
    for (const then of this.#onLeave.reverse()) then();
    if (process.env['ATTACK_KEEP'] === undefined)
      rmSync(this.top, { recursive: true, force: true, maxRetries: 3 });
  }

  async #look(): Promise<void> {
    this.expect(this.#outside() === this.#seal, 'files outside the archive have changed');
    const now = await picturesBelow(this.root);
    for (const [name, picture] of this.#pictures)
      this.expect(now.get(name) === picture, `the picture of ${JSON.stringify(name)} has changed`);
  }

  #outside(): string {
    return `${readdirSync(this.top).join()} ${sealOf(this.canary)}`;
  }

  /** @param isKept whether the process is: what it has for itself goes when it ends */
  #lookForRemains(name: string, isKept: boolean): void {
    const left = readdirSync(this.#temporary).filter(
      (one) => !one.startsWith('.filler') && !(isKept && /^proofsheet-\d+-/.test(one)),
    );
    this.expect(left.length === 0, `${name}: left in the temporary folder: ${left.join(', ')}`);
    for (const one of left) rmSync(join(this.#temporary, one), { recursive: true, force: true });
    const half = namesBelow(this.root).filter(
      (path) => halfDone.test(path) && !this.#planted.has(path),
    );
    this.expect(half.length === 0, `${name}: half-written files: ${half.join(', ')}`);
  }
}

/** Files of the user that are none of the archive's business. */
function plantCanaries(folder: string): void {
  const plant = (name: string, mode = 0o644) => {
    writeFileSync(join(folder, name), `${canaryWord}\n`);
    chmodSync(join(folder, name), mode);
  };
  mkdirSync(join(folder, 'below'));
  for (const name of ['notes.txt', 'v.jpg.xmp', 'v.xmp', 'keys.json', 'below/deep.txt'])
    plant(name);
  plant('private.txt', 0o600);
  const picture = join(import.meta.dirname, '../../src/rehearsal/sample/DSC08112.jpg');
  execFileSync('cp', [picture, join(folder, 'v.jpg')]);
  execFileSync('cp', [picture, join(folder, 'lock.json')]);
}
