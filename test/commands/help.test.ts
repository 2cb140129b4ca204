/** The help text, as somebody reads it who has just installed the program; what may have been meant where a word is wrong. */
import { describe, expect, it } from 'vitest';
import type { CommandDefinition } from '../../src/commands/command.ts';
import { didYouMean } from '../../src/commands/did-you-mean.ts';
import { commands } from '../../src/commands/table.ts';
import { settingNames } from '../../src/settings.ts';
import { runWarm } from '../helpers/warm-commands.ts';

/** Every command that can be run, with the words that name it. */
function runnable(
  list: readonly CommandDefinition[],
  above: readonly string[] = [],
): [string, CommandDefinition][] {
  return list.flatMap((one) => {
    const words = [...above, one.name];
    const own: [string, CommandDefinition][] =
      one.run === undefined ? [] : [[words.join(' '), one]];
    return [...own, ...runnable(one.commands ?? [], words)];
  });
}

describe('proofsheet --help', () => {
  it('says what it is, how to begin, the stages in seven lines, and where to read on', async () => {
    const { code, stdout } = await runWarm(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Titles and keywords for thousands of stock photos.');
    expect(stdout).toMatch(/Begin here:\n {2}proofsheet rehearse {2,}try it/);
    const stages = /The stages of every photo.*:\n((?: {2}\S.*\n)+)\n/.exec(stdout)?.[1];
    expect(stages?.trim().split('\n')).toHaveLength(7);
    expect(stdout).toMatch(/Documentation: https:\/\/\S+\n/);
    expect(stdout).toContain('2 could not run');
    for (const line of stdout.split('\n').slice(0, -3)) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each(runnable(commands))(
    'of %s ends with an example that names no option it lacks',
    async (words, { examples }) => {
      const { stdout } = await runWarm([...words.split(' '), '--help']);
      expect(stdout).toContain('Examples:\n');
      expect(examples?.length).toBeGreaterThan(0);
      for (const [line] of examples ?? []) {
        expect(line).toMatch(new RegExp(`^proofsheet ${words}\\b`));
        expect(stdout).toContain(line);
        for (const option of line.match(/ --[\w-]+/g) ?? [])
          expect(stdout).toMatch(new RegExp(`^ {2}${option.trim()}\\b`, 'm'));
      }
    },
  );
});

it.each([
  ['preview.egde', 'preview.edge'],
  ['Preview.Edge', 'preview.edge'],
  ['baseurl', 'baseURL'],
  ['theme', 'ui.theme'],
  ['modl', 'model'],
  ['budgett', 'budget'],
  ['keyword.count', 'keywords.count'],
  ['sidecar.name', 'sidecars.name'],
  ['live.concurency', 'live.concurrency'],
])('knows that the setting %s is %s', (typed, meant) => {
  expect(didYouMean(typed, settingNames)).toBe(` Did you mean ${meant}?`);
});

it.each(['xyz', '', '--x', 'a b', '{}'])('makes nothing of %j', (typed) => {
  expect(didYouMean(typed, settingNames)).toBe('');
});

it.each([
  [
    ['config', 'get', 'preview.egde'],
    'There is no setting "preview.egde". Did you mean preview.edge?',
  ],
  [['config', 'reset', 'links'], 'Did you mean one of sidecars.links, embed.links?'],
  [['config', 'set', 'ui.theme', 'drak'], 'Did you mean dark?'],
  [['config', 'set', 'checks.offensive', 'yse'], 'Did you mean yes?'],
  [
    ['scan', '--set', 'gps.maxdistance=3'],
    'does not name a setting. Did you mean gps.maxDistance?',
  ],
  [['scan', '--set', 'engine=bacth'], 'Did you mean batch?'],
  [['run', '--yes', '--accept', 'claen'], '--accept cannot be claen. Did you mean clean?'],
  [['confg'], 'Did you mean config?'],
  [['config', 'gte', 'model'], 'Did you mean get?'],
  [['embed', '--dryrun'], 'Did you mean --dry-run?'],
])('%j', async (words, sentence) => {
  const { code, stderr } = await runWarm(words);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});
