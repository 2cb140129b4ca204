/** The way of the answers through the built program, a process for every stage, as its users start it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathOf } from './archive.ts';
import type { Made, Scene } from './case.ts';
import { type Asked, writeResults } from './results.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** Fewer keywords than in use, so that the lists of the tried answers are about full. */
const keywordCount = 20;

export type Stage = { readonly words: string; readonly seconds: number; readonly said: string };

/** Where a photo stands in the end. */
export type Standing = {
  readonly decision: string | undefined;
  /** Codes of its issues. */
  readonly issues: readonly string[];
  /** What came of its request, one for each answer. */
  readonly outcomes: readonly string[];
};

/** Takes the answers through all stages. The archive is there already. */
export async function goThrough(
  folder: string,
  root: string,
  tried: readonly { readonly made: Made; readonly scene: Scene }[],
  report: (stage: Stage) => void,
): Promise<ReadonlyMap<string, Standing>> {
  const env = { ...process.env, PROOFSHEET_CONFIG_DIR: join(folder, 'settings') };
  const go = async (...words: string[]) => {
    const begun = performance.now();
    const said = await run(words, env);
    report({
      words: words.slice(0, 2).join(' ').replace(root, '').replace(folder, '').trim(),
      seconds: (performance.now() - begun) / 1000,
      said,
    });
  };
  await go('config', 'set', 'keywords.count', String(keywordCount));
  await go('scan', root);
  await go('prepare', root);
  await go('batch', 'export', join(folder, 'requests'), root);
  const results = join(folder, 'results');
  await mkdir(results);
  const customIds = idsByPath(root);
  const asked = tried.map(
    ({ made, scene }): Asked => ({ made, scene, customId: customIds.get(pathOf(scene)) ?? '' }),
  );
  for (const files of await writeResults(results, asked))
    await go('batch', 'import', ...files, '--archive', root);
  await go('review', root, '--accept-clean');
  await go('sidecars', root);
  await go('embed', root, '--yes');
  return standings(root);
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let said = '';
  let wrong = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    wrong = (wrong + text).slice(-4000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  // 1 says that something is left for a person, which is so here.
  return code === 0 || code === 1 ? said.trim() : `exit ${code}: ${said.trim()}\n${wrong}`;
}

function read<T>(root: string, sql: string): T[] {
  const catalog = new DatabaseSync(join(root, '.proofsheet/catalog.sqlite'), { readOnly: true });
  try {
    return catalog.prepare(sql).all() as T[];
  } finally {
    catalog.close();
  }
}

function idsByPath(root: string): Map<string, string> {
  const rows = read<{ path: string; id: string }>(
    root,
    'SELECT path, custom_id AS id FROM request JOIN photo ON photo.id = photo_id',
  );
  return new Map(rows.map(({ path, id }) => [path, id]));
}

function standings(root: string): Map<string, Standing> {
  const rows = read<{ path: string; decision: string | null; issues: string; outcomes: string }>(
    root,
    `SELECT path, decision,
       (SELECT coalesce(group_concat(code), '') FROM issue WHERE issue.photo_id = photo.id) AS issues,
       (SELECT coalesce(group_concat(outcome || ' ' || coalesce(code, '')), '') FROM attempt
          JOIN request ON request.id = request_id WHERE request.photo_id = photo.id) AS outcomes
     FROM photo LEFT JOIN review ON review.photo_id = photo.id`,
  );
  const list = (text: string) => text.split(',').filter((one) => one !== '');
  return new Map(
    rows.map(({ path, decision, issues, outcomes }) => [
      path,
      { decision: decision ?? undefined, issues: list(issues), outcomes: list(outcomes) },
    ]),
  );
}
