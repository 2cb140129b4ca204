/** A sentence in the place of each picture that there is none of. */
import type { PictureNote } from '../picture-placer.ts';
import type { CellRect } from '../terminal/picture-layer.ts';
import { emptyLine, type Line, line } from '../text/line.ts';
import { widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { Placed } from './placed.tsx';

export function PictureNotes({ notes }: { readonly notes: readonly PictureNote[] }) {
  return notes.map(({ box, text }) => (
    <Placed key={`${box.x} ${box.y}`} rect={box} lines={centred(text, box)} />
  ));
}

function centred(text: string, rect: CellRect): Line[] {
  const rows = wrap(text, rect.width);
  const before = Math.max(0, Math.floor((rect.height - rows.length) / 2));
  return [
    ...Array.from({ length: before }, () => emptyLine),
    ...rows.map((row) => {
      const left = ' '.repeat(Math.max(0, Math.floor((rect.width - widthOf(row)) / 2)));
      return line(left, [row, 'quiet']);
    }),
  ];
}
