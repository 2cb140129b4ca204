/**
 * Lines at a fixed place of the screen: one text per row, exactly as wide as asked, so that Ink has nothing to measure.
 * What is placed later lies over what was placed before.
 */
import { Box } from 'ink';
import { memo } from 'react';
import { type CellRect, isSameRect } from '../terminal/picture-layer.ts';
import { emptyLine, type Line, paintLine } from '../text/line.ts';
import { useView } from '../view.ts';
import { Painted } from './painted.tsx';

type PlacedProps = {
  readonly rect: CellRect;
  /** Missing ones are blank, further ones are left out. */
  readonly lines: readonly Line[];
};

export const Placed = memo(
  PlacedLines,
  (before, now) => before.lines === now.lines && isSameRect(before.rect, now.rect),
);

function PlacedLines({ rect, lines }: PlacedProps) {
  const { theme } = useView();
  const { x, y, width, height } = rect;
  if (width < 1 || height < 1) return null;
  return (
    <Box position="absolute" left={x} top={y} width={width} height={height} flexDirection="column">
      {Array.from({ length: height }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Painted key={row} text={paintLine(lines[row] ?? emptyLine, width, theme)} isCut />
      ))}
    </Box>
  );
}
