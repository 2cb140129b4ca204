/** Long texts, of which a window shows a part. */
import { expect, it } from 'vitest';
import { Reader } from '../../../src/ui/overlays/reader.ts';
import { textOf } from '../../../src/ui/text/line.ts';
import { paragraph } from '../../../src/ui/text/paragraph.ts';

it('says in the last cell that there is more, and cuts no letter for it', () => {
  const text = 'abcdefghi jklmnopqr stuvwxyza bcdefghij klmnopqrs tuvwxyzab cdefghijk';
  const reader = new Reader({
    title: 'words',
    lines: (width) => paragraph(text, width),
    close: () => undefined,
  });
  const room = { width: 10, height: 3 };
  const rows = () => reader.draw(room).lines.map(textOf);
  expect(rows()).toEqual(['abcdefghi', 'jklmnopqr', 'stuvwxyza↓']);
  reader.act('down', room);
  expect(rows()).toEqual(['jklmnopqr↑', 'stuvwxyza', 'bcdefghij↓']);
  reader.act('last', room);
  expect(rows()).toEqual(['klmnopqrs↑', 'tuvwxyzab', 'cdefghijk']);
});
