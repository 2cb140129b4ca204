/** What Tab offers at each place of the command line. */
import { describe, expect, it } from 'vitest';
import { completionsFor, wholeProgram } from '../../src/commands/completions.ts';
import { commands, defaultCommand } from '../../src/commands/table.ts';

const program = wholeProgram(commands, defaultCommand);

/** The kind, and the values alone. @param line the last word is the one to complete */
function offered(line: string): string[] {
  const words = line.split(' ');
  const { kind, words: found } = completionsFor(words.slice(0, -1), words.at(-1) ?? '', program);
  return kind === 'words' ? found.map(([value]) => value) : [kind];
}

describe('Tab', () => {
  it.each<[string, string[]]>([
    ['sc', ['scan']],
    ['co', ['collect', 'contact-sheet', 'compare', 'config', 'completion']],
    ['scan ', ['folders']],
    ['scan --ag', ['--again']],
    ['scan --again ', ['folders']],
    ['~/Ph', ['folders']],
    ['batch ca', ['cancel']],
    ['batch cancel 3 ', ['folders']],
    ['batch list --archive ', ['folders']],
    ['batch import a.jsonl b', ['files']],
    ['review --import ', ['files']],
    ['run --accept ', ['clean', 'all']],
    ['run --accept=c', ['--accept=clean']],
    ['outlets sh', ['show']],
    ['outlets show 1', ['123rf']],
    ['outlets check ', ['files']],
    ['config get preview.e', ['preview.edge']],
    ['config set ui.theme ', ['auto', 'dark', 'light', 'mono']],
    ['config set ui.theme d', ['dark']],
    ['config set probe ', ['yes', 'no']],
    ['config set budget ', []],
    ['scan --set ui.th', ['ui.theme=']],
    ['scan --set ui.theme=', ['auto', 'dark', 'light', 'mono'].map((one) => `ui.theme=${one}`)],
    ['scan --set=ui.theme=m', ['--set=ui.theme=mono']],
    ['prepare --where sta', ['state:']],
    ['prepare --where state:op', ['state:open']],
    ['prepare --where=usage:', ['--where=usage:editorial', '--where=usage:commercial']],
    ['completion z', ['zsh']],
    ['help sid', ['sidecars']],
    ['help batch l', ['list']],
    ['--ver', ['--version']],
    ['scan --limit', []],
    ['nonsense wor', []],
    ['config --pa', ['--path']],
    ['config set model --js', ['--json']],
  ])('behind `proofsheet %s` offers %j', (line, values) => {
    expect(offered(line)).toEqual(values);
  });

  it('offers every command, and what each means', () => {
    const { words } = completionsFor([], '', program);
    expect(words).toContainEqual([
      'undo',
      'restore photos and sidecars to what they were, byte for byte',
    ]);
    expect(words.length).toBeGreaterThan(15);
  });
});
