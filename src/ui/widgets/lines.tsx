/** Lines of data as rows of the terminal: one text per row, exactly as wide as asked, so that Ink has nothing to measure. */
import { Box, Text } from 'ink';
import { memo } from 'react';
import { emptyLine, type Line, paintLine } from '../text/line.ts';
import type { Theme } from '../theme.ts';

export type LinesProps = {
  readonly lines: readonly Line[];
  readonly width: number;
  /** Rows; missing ones are blank, further ones are left out. */
  readonly height: number;
  readonly theme: Theme;
};

export const Lines = memo(function Lines({ lines, width, height, theme }: LinesProps) {
  const rows = Array.from({ length: height }, (_, row) => lines[row] ?? emptyLine);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen
        <Text key={index} wrap="truncate">
          {paintLine(row, width, theme)}
        </Text>
      ))}
    </Box>
  );
});
