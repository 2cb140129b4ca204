/** What stands under the picture: which photo it is, how it stands, where and when it was taken. Pure. */

import { dayText } from '../../amounts.ts';
import { otherKindOf } from '../../files/picture-kinds.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { cutLine, type Line, lineWidth, type Span } from '../text/line.ts';
import { drawableLine, truncate, truncateName, widthOf } from '../text/width.ts';

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
  /** How it is cut where it is so long that it would drive out others. */
  readonly cut?: (text: string, width: number) => string;
};

/** Facts of this rank and above are left out before a long name is cut, the others after it. */
const dispensable = 5;
/** What is cut keeps so many cells, and a part of the line where that is more. */
const kept = { least: 14, part: 0.3 };

/** A line, or two: then the first is about the file and the second about place and time. */
export function captionLines(photo: ReviewPhoto, { width, rows, named }: CaptionRoom): Line[] {
  const { burst, photo: about } = photo;
  const { place, takenOn } = about;
  const quiet = (text: string, rank: number): Fact => ({
    span: [drawableLine(text), 'quiet'],
    rank,
  });
  const file: Fact[] = [
    ...(named
      ? [{ span: [printable(photo.name), 'strong'], rank: 0, cut: truncateName } as const]
      : []),
    ...decisionFacts(photo),
  ];
  const scene = [
    { ...quiet(place?.city ?? 'no place', 2), cut: truncate },
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
  const least = Math.max(...facts.map(({ rank }) => rank));
  const drawn = joinedFacts(least < dispensable ? shortened(facts, width) : facts);
  if (lineWidth(drawn) <= width || facts.length < 2) return cutLine(drawn, width);
  return factsLine(
    facts.filter(({ rank }) => rank !== least),
    width,
  );
}

function joinedFacts(facts: readonly Fact[]): Line {
  return {
    spans: facts.flatMap(({ span, joined }, index): Span[] =>
      index === 0 || joined ? [span] : [between, span],
    ),
  };
}

/** Long names cut by as much as is too much, the longest first. */
function shortened(facts: readonly Fact[], width: number): readonly Fact[] {
  const least = Math.min(width, Math.max(kept.least, Math.floor(width * kept.part)));
  const cells = ({ span: [text] }: Fact) => widthOf(text);
  let over = lineWidth(joinedFacts(facts)) - width;
  const cuts = new Map<Fact, Fact>();
  for (const fact of facts.toSorted((one, other) => cells(other) - cells(one))) {
    const room = Math.max(least, cells(fact) - over);
    if (fact.cut === undefined || over <= 0 || room >= cells(fact)) continue;
    const [text, role] = fact.span;
    cuts.set(fact, { ...fact, span: [fact.cut(text, room), role] });
    over -= cells(fact) - room;
  }
  return facts.map((fact) => cuts.get(fact) ?? fact);
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
