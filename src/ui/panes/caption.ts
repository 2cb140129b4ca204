/** What stands under the picture: which photo it is, how it stands, where and when it was taken. Pure. */

import { dayText } from '../../amounts.ts';
import { otherKindOf } from '../../files/picture-kinds.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { cutLine, type Line, lineWidth, type Span } from '../text/line.ts';
import { drawableLine } from '../text/width.ts';

type CaptionRoom = {
  readonly width: number;
  readonly rows: number;
  /** Nothing else on the screen says which photo it is. */
  readonly named: boolean;
};

/** One fact; where they do not all fit, the ones of the highest rank are left out first. */
type Fact = {
  readonly span: Span;
  readonly rank: number;
  /** It belongs to the fact before it. */
  readonly joined?: true;
};

/** A line, or two: then the first is about the file and the second about place and time. */
export function captionLines(photo: ReviewPhoto, { width, rows, named }: CaptionRoom): Line[] {
  const { burst, photo: about } = photo;
  const { place, takenOn } = about;
  const quiet = (text: string, rank: number): Fact => ({
    span: [drawableLine(text), 'quiet'],
    rank,
  });
  const file: Fact[] = [
    ...(named ? [{ span: [printable(photo.name), 'strong'], rank: 0 } as const] : []),
    ...decisionFacts(photo),
  ];
  const scene = [
    quiet(place?.city ?? 'no place', 2),
    ...(place === undefined ? [] : [{ ...quiet(`, ${place.country}`, 5), joined: true } as const]),
    quiet(takenOn === undefined ? 'no date' : dayText(takenOn, 3), 4),
  ];
  const other = otherKindOf(about.path);
  const kind = [
    quiet(photo.usage, 3),
    ...(other === undefined ? [] : [quiet(`${other}: sidecar alone`, 5)]),
    ...(burst === undefined ? [] : [quiet(`burst ${burst.place} of ${burst.size}`, 7)]),
  ];
  const groups = rows > 1 ? [[...file, ...kind], scene] : [[...file, ...scene, ...kind]];
  return groups.map((facts) => factsLine(facts, width));
}

const between: Span = [` ${glyphs.dot} `, 'quiet'];

function factsLine(facts: readonly Fact[], width: number): Line {
  const drawn: Line = {
    spans: facts.flatMap(({ span, joined }, index): Span[] =>
      index === 0 || joined ? [span] : [between, span],
    ),
  };
  if (lineWidth(drawn) <= width || facts.length < 2) return cutLine(drawn, width);
  const least = Math.max(...facts.map(({ rank }) => rank));
  return factsLine(
    facts.filter(({ rank }) => rank !== least),
    width,
  );
}

/**
 * A sign and, where there is room, the word for it, which the label of the title says, too. An open photo that nobody
 * has touched is the rule and goes without saying.
 */
function decisionFacts(photo: ReviewPhoto): Fact[] {
  const decided = (glyph: string, word: string, role: Span[1]): Fact[] => [
    { span: [glyph, role], rank: 1 },
    { span: [` ${word}`, role], rank: 6, joined: true },
  ];
  if (photo.decision === 'accepted') return decided(glyphs.accepted, 'accepted', 'good');
  if (photo.decision === 'rejected') return decided(glyphs.rejected, 'rejected', 'bad');
  const isEdited = photo.edited.title || photo.edited.keywords;
  return isEdited ? decided(glyphs.edited, 'edited', 'accent') : [];
}
