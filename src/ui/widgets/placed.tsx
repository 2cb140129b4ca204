/**
 * Lines at a fixed place of the screen: one text per row, exactly as wide as asked, so that Ink has nothing to measure.
 * What is placed later lies over what was placed before.
 */
import { Box, Text } from 'ink';
import { memo } from 'react';
import { type CellRect, isSameRect } from '../terminal/picture-layer.ts';
import { emptyLine, type Line, paintLine } from '../text/line.ts';
import type { Theme } from '../theme.ts';

type PlacedProps = {
  readonly rect: CellRect;
  /** Missing ones are blank, further ones are left out. */
  readonly lines: readonly Line[];
  readonly theme: Theme;
};

export const Placed = memo(PlacedLines, (before, now) => {
  const isSame = before.lines === now.lines && before.theme === now.theme;
  return isSame && isSameRect(before.rect, now.rect);
});

function PlacedLines({ rect, lines, theme }: PlacedProps) {
  const { x, y, width, height } = rect;
  if (width < 1 || height < 1) return null;
  return (
    <Box position="absolute" left={x} top={y} width={width} height={height} flexDirection="column">
      {Array.from({ length: height }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Text key={row} wrap="truncate">
          {paintLine(lines[row] ?? emptyLine, width, theme)}
        </Text>
      ))}
    </Box>
  );
}
