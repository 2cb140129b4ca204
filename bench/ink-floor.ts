/**
 * The least that Ink can do: the rows of a frame as they are, one text each, and a mark that each key press moves a row
 * down. Started by the benchmark with a file of rows and the rows between which the mark moves.
 */
import { readFileSync } from 'node:fs';
import { Box, render, Text, useInput } from 'ink';
import { createElement, useState } from 'react';

type FloorFrame = {
  /** The rows from their third column on, with their colours. */
  readonly rows: readonly string[];
  readonly first: number;
  readonly last: number;
};

const frame = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FloorFrame;

function Floor() {
  const [at, setAt] = useState(frame.first);
  useInput((input) => {
    if (input === 'q') process.exit(0);
    setAt((before) => (before >= frame.last ? frame.first : before + 1));
  });
  return createElement(
    Box,
    { flexDirection: 'column', height: frame.rows.length },
    frame.rows.map((row, index) =>
      createElement(
        Text,
        { key: index, wrap: 'truncate' },
        `${index === at ? '\u001B[36m ▸\u001B[39m' : '  '}${row}`,
      ),
    ),
  );
}

render(createElement(Floor), {
  alternateScreen: true,
  incrementalRendering: true,
  patchConsole: false,
  exitOnCtrlC: false,
  maxFps: 120,
});
