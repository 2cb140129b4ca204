/** A person who has given every command another key: nothing on the screen names one of those that came with it. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/ui/commands.ts';
import { makeArchive } from '../helpers/archive.ts';
import { reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

closeScreens();

/** For every command a letter that no word on the screen has; in a field it comes with Alt, so that text can be typed. */
const letters = new Map(
  commandTable.map(({ id, context }, index) => {
    const letter = String.fromCodePoint(0x3b1 + index + (index > 24 ? 0x410 - 0x3b1 - 25 : 0));
    return [id, context === 'field' ? `alt+${letter}` : letter];
  }),
);

const keyOf = (id: string) => letters.get(id) ?? '';

/** What only a key is called, and single letters, unless they are an article, a unit, or cut off. */
const oldKey =
  /(?<![\p{L}\p{N}'’./-]|\d )(?:Esc|Enter|Tab|Space|Backspace|Del|PgUp|PgDn|Shift-\S|(?:Ctrl|Alt)-[\x21-\x7E]|[b-zB-HJ-Z]|[\][#]|[?] (?:all|shows))(?![\p{L}\p{N}'’./…-])/u;

/** What is or was in a photo, in words of any language. */
const isExample = (line: string) => /^ +[-+] |dusk below t$/.test(line);

describe('keys of one’s own', () => {
  it('are the only ones that the stages name on the way to the review', async () => {
    const { screen, press, sees, named } = await openWithOwnKeys(
      await makeArchive({ photos: 2 }),
      'rehearse',
    );
    await sees(`${keyOf('stage.act')} Go on to Prepare`);
    screen.press('ß');
    await sees(`ß does nothing here; ${keyOf('program.help')} shows all keys`);
    press('stage.act');
    await sees('Prepare 2 photos');
    press('stage.act');
    await sees('Go on to Submit');
    press('stage.act');
    await sees('Send 2 photos');
    press('stage.act');
    await screen.sees('send them');
    screen.press('y');
    await sees('Go on to Collect');
    press('stage.act');
    await sees('Wait for the answers');
    press('stage.act');
    await sees('Go on to Review');
    press('stage.act');
    await sees('1 of 2');
    expect(named).toEqual([]);
  });

  it('are the only ones that the review, its windows and what comes after it name', async () => {
    const { screen, press, sees, named } = await openWithOwnKeys(
      await reviewedArchive(4),
      'review',
    );
    await sees('1 of 4');
    press('review.acceptStay', 'select.range');
    await sees(`${keyOf('select.range')} at its other end selects it`);
    press('find.clear', 'find.filter');
    await sees(`${keyOf('window.complete')} complete`);
    screen.type('nothing like this');
    await sees(`${keyOf('find.clear')} shows all again`);
    press('window.choose', 'review.accept');
    await sees(`${keyOf('find.clear')} clears it`);
    press('find.clear', 'keywords.focus');
    await sees(`${keyOf('keywords.remove')} remove`);
    press('keywords.add');
    await sees(`${keyOf('window.complete')} completes`);
    press('window.close', 'keywords.leave', 'many.menu');
    await screen.sees('add a keyword');
    screen.press('a').type('noon');
    press('window.choose');
    await screen.sees(`${keyOf('review.undo')} takes it back`);
    press('window.close', 'review.title');
    await sees(`Alt-${keyOf('type.leave').at(-1)} leave it as it was`);
    screen.type(' and more');
    await screen.sees('and more');
    press('type.leave', 'look.info');
    await sees(`${keyOf('window.up')} ${keyOf('window.down')} scroll`);
    press('window.close', 'review.spelling');
    await screen.sees('American');
    screen.press('a');
    await sees(`${keyOf('find.show')} leads to the photos`);
    press('program.interrupt');
    await sees(`Press ${keyOf('program.interrupt')} again to leave`);
    press('program.help');
    await sees('All keys');
    press('window.pageDown');
    await sees('Edit the title');
    press('window.close', 'program.palette');
    await sees('Commands');
    press('window.close', 'select.all', 'review.accept');
    await sees(`Every photo is decided; ${keyOf('go.next')} goes on`);
    press('go.next');
    await sees('Write 4 sidecars');
    press('stage.act');
    await sees('Go on to Embed');
    press('stage.act');
    await sees('Embed in 4 photos');
    press('stage.act');
    await sees('Type 4 to go ahead');
    screen.type('4');
    press('window.choose');
    await sees(`${keyOf('embed.undo')} chooses one`);
    press('stage.act');
    await sees(`${keyOf('deliver.outlets')} chooses where your photos go`);
    press('stage.act');
    await sees(`${keyOf('review.undo')} in the review`);
    expect(named).toEqual([]);
    press('program.quit');
    expect(await screen.ends()).toBe(0);
  });
});

/** The screen with a key file that moves everything. */
async function openWithOwnKeys(root: string, word: string) {
  expect(new Set(letters.values()).size).toBe(commandTable.length);
  const settings = await mkdtemp(join(tmpdir(), 'settings-'));
  await writeFile(join(settings, 'keys.json'), JSON.stringify(Object.fromEntries(letters)));
  const screen = openScreen(root, {
    words: [word],
    env: { PROOFSHEET_CONFIG_DIR: settings },
    columns: 140,
    rows: 60,
  });
  /** Lines with a key that has moved, and when they were seen. */
  const named: string[] = [];
  return {
    screen,
    named,
    press: (...ids: readonly string[]) => {
      for (const id of ids) screen.press(keyOf(id));
    },
    sees: async (what: string | RegExp) => {
      await screen.sees(what);
      named.push(
        ...screen.lines
          .filter((line) => oldKey.test(line) && !isExample(line))
          .map((line) => `${String(what)}: ${line}`),
      );
    },
  };
}
