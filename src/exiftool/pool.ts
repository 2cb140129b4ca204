/**
 * A pool of ExifTool processes that stay open. Starting Perl and ExifTool takes ten times as long as editing a
 * photo, so each process takes many commands. The processes read their commands from a pipe and end when it closes,
 * which the system does for us however our own process ends.
 */
import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { ExifTool, ExifToolTask, exiftoolPath } from 'exiftool-vendored';
import { messageOf, StopError } from '../errors.ts';
import { startProgram } from '../files/child.ts';
import { platform } from '../files/platform.ts';
import { argumentLines } from './argument.ts';
import { ProcessLostError } from './process-lost.ts';

/** What one command said. */
type Output = {
  readonly stdout: string;
  /** Lines that begin with `Warning:`, without the file's name. */
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
};

export type Pool = {
  /** Commands that keep every process busy and its successor ready. More only takes memory. */
  readonly inFlight: number;
  /** Process ids of the ExifTools that run now. */
  readonly pids: readonly number[];
  /**
   * Runs one command: options as on the command line, without `-execute`, and the file they are about.
   * @throws ProcessLostError, or NameRefusedError before anything is done
   */
  run(options: readonly string[], file?: string): Promise<Output>;
  /** Lets running commands finish and ends the processes. */
  end(): Promise<void>;
};

type PoolOptions = {
  readonly processes?: number;
  /** After this many milliseconds without an answer a process counts as hanging. */
  readonly timeout?: number;
};

/** A 300 MB panorama on a slow disk takes a minute; nothing takes two. */
const defaultTimeout = 120_000;
const commandsPerProcess = 8;

const missingAdvice =
  'Install Perl (Debian, Ubuntu: `apt install perl`; macOS has it; Windows needs none) and proofsheet with its optional packages.';

class ExifToolCommand extends ExifToolTask<Output> {
  protected parse(stdout: string, _error?: Error): Output {
    return {
      stdout,
      warnings: this.warnings.map(withoutPrefix),
      errors: this.errors.map(withoutPrefix),
    };
  }
}

/** ExifTool ends its lines with ` - ` and the file, which the caller knows. */
function withoutPrefix(line: string): string {
  return line.replace(/^(?:warning|error):\s*/i, '').replace(/ - [^-].*/s, '');
}

/**
 * Starts a pool and waits until ExifTool answers.
 * @throws StopError `exiftool-missing` or `exiftool-failed`
 */
export async function startPool(options: PoolOptions = {}): Promise<Pool> {
  const path = await pathOfExifTool();
  await assertPerl();
  const processes = options.processes ?? availableParallelism();
  const exifTool = new ExifTool({
    exiftoolPath: path,
    processFactory: async () => spawnExifTool(path),
    maxProcs: processes,
    // Both would let a process wait for nothing: the pool is started when there is work for all of it.
    minDelayBetweenSpawnMillis: 0,
    maxTasksPerProcess: 5000,
    // Started again when needed: an archive may be open on the screen for days.
    maxIdleMsPerProcess: 30_000,
    // Ages are told by the clock, which may be set forwards: a process in the middle of its work would be ended as old.
    maxProcAgeMillis: 0,
    taskTimeoutMillis: options.timeout ?? defaultTimeout,
    // The caller knows whether a command may be repeated.
    taskRetries: 0,
    // Minor errors are errors here: with -m ExifTool writes past the limits of IPTC and says nothing.
    ignoreMinorErrors: false,
    useMWG: false,
  });
  try {
    await firstAnswer(exifTool);
  } catch (cause) {
    await exifTool.end(false).catch(() => undefined);
    throw startFailure(cause);
  }
  return poolOf(exifTool, processes);
}

/** Processes that fail to start are started again without end; the first failure says all there is to say. */
function firstAnswer(exifTool: ExifTool): Promise<unknown> {
  return new Promise((resolve, reject) => {
    exifTool.on('startError', reject);
    exifTool.on('childEnd', (_process, reason) => reject(new Error(`it ended (${reason})`)));
    exifTool.version().then(resolve, reject);
  });
}

/** The version of ExifTool, for example `13.59`. @throws StopError `exiftool-missing`, `exiftool-failed` */
export async function exifToolVersion(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const pool = await startPool({ processes: 1, timeout: 15_000 });
  try {
    return (await pool.run(['-ver'])).stdout.trim();
  } finally {
    await pool.end();
  }
}

function poolOf(exifTool: ExifTool, processes: number): Pool {
  return {
    inFlight: processes * commandsPerProcess,
    get pids() {
      return exifTool.pids;
    },
    async run(options, file) {
      const command = new ExifToolCommand(argumentLines(options, file), {
        ignoreMinorErrors: false,
      });
      try {
        return await exifTool.enqueueTask(() => command, false);
      } catch (cause) {
        throw new ProcessLostError(`ExifTool did not finish: ${messageOf(cause)}`, { cause });
      }
    },
    end: () => exifTool.end(),
  };
}

/** `-config` with an empty name keeps a configuration file of the user from changing what tags mean. */
const exifToolArguments = ['-config', '', '-stay_open', 'True', '-@', '-'];
/** Perl takes further options from the environment; only what it needs to run and find temporary files is passed on. */
const variables = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME'];
/**
 * What it writes is a whole copy of a photo, which nobody else may read until it has the photo's permissions. It unpacks
 * compressed text in memory, whatever comes of it: it gets 1.5 GB, where the system can limit that, which is several times
 * what the largest picture inside a raw file takes.
 */
const closed = ['sh', '-c', 'umask 077; ulimit -v 1500000 2>/dev/null; exec "$@"', 'sh'];

function spawnExifTool(path: string) {
  const [program = '', ...words] =
    platform().exifTool === 'program' ? [path] : [...closed, 'perl', path];
  const child = startProgram(program, [...words, ...exifToolArguments], {
    stdio: 'pipe',
    windowsHide: true,
    variables,
    env: { LANG: 'C', LC_ALL: 'C' },
  });
  // A program that cannot be found is told by an event; without a listener it would end our process.
  child.on('error', () => undefined);
  for (const stream of [child.stdin, child.stdout, child.stderr])
    stream.on('error', () => undefined);
  return child;
}

async function pathOfExifTool(): Promise<string> {
  try {
    return await exiftoolPath();
  } catch (cause) {
    throw new StopError('exiftool-missing', 'ExifTool is not installed.', missingAdvice, { cause });
  }
}

/** Looked for by hand: a program that is not there cannot be told from one that fails once it is in the pool. */
async function assertPerl(): Promise<void> {
  if (platform().exifTool === 'program') return;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = await Promise.allSettled(
    folders.map((folder) => access(join(folder, 'perl'), constants.X_OK)),
  );
  if (found.some(({ status }) => status === 'fulfilled')) return;
  throw new StopError(
    'exiftool-missing',
    'Perl is not installed, and ExifTool needs it.',
    missingAdvice,
  );
}

function startFailure(cause: unknown): StopError {
  const reason = messageOf(cause);
  return new StopError('exiftool-failed', `ExifTool does not start: ${reason}.`, missingAdvice, {
    cause,
  });
}
