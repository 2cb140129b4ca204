/**
 * Pins what the picture layer reads out of Ink's frames. It lives on escape sequences that Ink promises nobody: where they
 * change, a picture beside changing text loses cells, and this fails.
 */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { Box, render, Text } from 'ink';
import { expect, it } from 'vitest';
import { PictureLayer } from '../../../src/ui/terminal/picture-layer.ts';
import { Screen, type Terminal } from '../../../src/ui/terminal/screen.ts';

const columns = 24;
const rows = 6;
/** Cells of the picture; the text leaves them blank. */
const picture = { x: 4, y: 1, width: 6, height: 4 };

/** A terminal that keeps each write, and shows it. */
class Recorder extends EventEmitter {
  readonly columns = columns;
  readonly rows = rows;
  readonly writes: string[] = [];
  readonly emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });

  write(text: string, done?: () => void): boolean {
    this.writes.push(text);
    this.emulator.write(text, () => done?.());
    return true;
  }

  async lines(): Promise<string[]> {
    await new Promise<void>((resolve) => this.emulator.write('', resolve));
    const { active } = this.emulator.buffer;
    return Array.from({ length: rows }, (_, row) => active.getLine(row)?.translateToString() ?? '');
  }
}

type Row = readonly [left: string, right: string, bold: boolean];

function Rows({ shown }: { readonly shown: readonly Row[] }) {
  return (
    <Box width={columns} height={rows} flexDirection="column">
      {Array.from({ length: rows }, (_, at) => {
        const [left, right, bold] = shown[at] ?? ['', '', false];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <Text key={at} bold={bold} wrap="truncate">
            {left.padEnd(picture.x) + ' '.repeat(picture.width) + right.padEnd(10)}
          </Text>
        );
      })}
    </Box>
  );
}

const row = fc.tuple(
  fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: picture.x }),
  fc.string({ unit: fc.constantFrom('x', 'y', ' ', 'é'), maxLength: 10 }),
  fc.boolean(),
);

it('loses no cell of a picture, whatever changes beside it, and goes out in whole frames', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: rows, maxLength: rows }),
      fc.array(fc.tuple(fc.nat(rows - 1), row), { minLength: 1, maxLength: 8 }),
      async (first, changes) => {
        const terminal = new Recorder();
        const layer = new PictureLayer();
        layer.show([
          { rect: picture, rows: Array(picture.height).fill('#'.repeat(picture.width)) },
        ]);
        const screen = new Screen(terminal as unknown as Terminal, layer, 'frames');
        const instance = render(<Rows shown={first} />, {
          stdin: new PassThrough() as unknown as NodeJS.ReadStream,
          stdout: screen as unknown as NodeJS.WriteStream,
          exitOnCtrlC: false,
          patchConsole: false,
          alternateScreen: true,
          incrementalRendering: true,
          interactive: true,
          maxFps: 1000,
        });
        let shown: readonly Row[] = first;
        for (const [at, changed] of changes) {
          shown = shown.with(at, changed);
          instance.rerender(<Rows shown={shown} />);
          await instance.waitUntilRenderFlush();
          const lines = await terminal.lines();
          for (let y = picture.y; y < picture.y + picture.height; y++)
            expect(lines[y]?.slice(picture.x, picture.x + picture.width)).toBe('######');
        }
        // What clears cells comes within the marks of one frame, so that the layer sees it.
        const outside = terminal.writes.filter((text) => !text.startsWith('\u001B[?2026h'));
        expect(outside.filter((text) => /\[\d*K|\[\d*J/.test(text))).toEqual([]);
        instance.unmount();
        screen.release();
      },
    ),
    { numRuns: 40 },
  );
});
