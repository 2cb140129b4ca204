/** Lines at a fixed place of the screen. What is placed later lies over what was placed before. */
import { Box } from 'ink';
import { memo } from 'react';
import type { CellRect } from '../terminal/picture-layer.ts';
import type { Line } from '../text/line.ts';
import type { Theme } from '../theme.ts';
import { Lines } from './lines.tsx';

export type PlacedProps = {
  readonly rect: CellRect;
  readonly lines: readonly Line[];
  readonly theme: Theme;
};

export const Placed = memo(function Placed({ rect, lines, theme }: PlacedProps) {
  if (rect.width < 1 || rect.height < 1) return null;
  return (
    <Box position="absolute" left={rect.x} top={rect.y} width={rect.width} height={rect.height}>
      <Lines lines={lines} width={rect.width} height={rect.height} theme={theme} />
    </Box>
  );
});
