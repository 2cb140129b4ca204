/** What stands in more than one scene: buildings, boats, birds, people, trees. Sizes are in units of the drawing. */
import type { Drawing } from './drawing.ts';

/** A mosque with its dome in the middle and slender minarets; `x` is the middle, `y` the ground. */
export function mosque(
  d: Drawing,
  x: number,
  y: number,
  size: number,
  colour: string,
  minarets = 4,
): void {
  const dome = (at: number, base: number, radius: number) => {
    d.path(`M${at - radius} ${base}a${radius} ${radius * 0.92} 0 0 1 ${radius * 2} 0z`, colour);
    d.rect(at - radius * 0.03, base - radius * 1.15, radius * 0.06, radius * 0.3, colour);
  };
  d.rect(x - size * 0.52, y - size * 0.3, size * 1.04, size * 0.32, colour);
  d.rect(x - size * 0.34, y - size * 0.42, size * 0.68, size * 0.2, colour);
  dome(x, y - size * 0.42, size * 0.29);
  for (const side of [-1, 1]) {
    dome(x + side * size * 0.34, y - size * 0.28, size * 0.16);
    dome(x + side * size * 0.47, y - size * 0.27, size * 0.09);
  }
  const places = [-0.6, 0.6, -0.78, 0.78, -0.42, 0.42].slice(0, minarets);
  for (const place of places)
    minaret(d, x + place * size, y, size * (Math.abs(place) < 0.7 ? 1.12 : 0.98), colour);
}

function minaret(d: Drawing, x: number, y: number, height: number, colour: string): void {
  const wide = height * 0.026;
  d.rect(x - wide, y - height * 0.8, wide * 2, height * 0.82, colour);
  for (const balcony of [0.52, 0.7])
    d.rect(x - wide * 1.8, y - height * balcony, wide * 3.6, height * 0.022, colour);
  d.polygon(
    [
      [x - wide * 1.1, y - height * 0.79],
      [x, y - height],
      [x + wide * 1.1, y - height * 0.79],
    ],
    colour,
  );
}

/** Houses side by side from `from` to `to`, some with lit windows. */
export function houses(
  d: Drawing,
  from: number,
  to: number,
  y: number,
  {
    tall,
    colours,
    roof,
    window,
  }: { tall: number; colours: readonly [string, ...string[]]; roof?: string; window?: string },
): void {
  const { random } = d;
  for (let x = from; x < to; ) {
    const wide = Math.min(random.between(tall * 0.35, tall * 0.7), to - x + 1);
    const high = random.between(tall * 0.55, tall);
    d.rect(x, y - high, wide + 1, high + 2, random.pick(colours));
    if (roof !== undefined)
      d.polygon(
        [
          [x - 3, y - high],
          [x + wide / 2, y - high - tall * 0.16],
          [x + wide + 3, y - high],
        ],
        roof,
      );
    if (window !== undefined) windows(d, x, y - high, wide, high, window);
    x += wide;
  }
}

function windows(
  d: Drawing,
  x: number,
  y: number,
  wide: number,
  high: number,
  colour: string,
): void {
  const columns = Math.max(2, Math.round(wide / 26));
  const rows = Math.max(2, Math.round(high / 44));
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      d.rect(
        x + ((column + 0.3) * wide) / columns,
        y + ((row + 0.3) * high) / rows,
        (wide / columns) * 0.38,
        (high / rows) * 0.45,
        colour,
        { opacity: d.random.between(0.25, 0.95) },
      );
}

/** A passenger ferry seen from the side; `x` is its stern, `y` the water. */
export function ferry(
  d: Drawing,
  x: number,
  y: number,
  length: number,
  colours: { hull: string; deck: string; light: string },
): void {
  const u = length / 100;
  d.path(
    `M${x} ${y - 13 * u}L${x + 104 * u} ${y - 15 * u}L${x + 93 * u} ${y}L${x + 5 * u} ${y}z`,
    colours.hull,
  );
  d.rect(x + 8 * u, y - 24 * u, 78 * u, 11 * u, colours.deck);
  d.rect(x + 16 * u, y - 33 * u, 58 * u, 9 * u, colours.deck);
  d.rect(x + 62 * u, y - 40 * u, 12 * u, 8 * u, colours.deck);
  d.rect(x + 38 * u, y - 48 * u, 9 * u, 16 * u, colours.hull);
  for (let window = 0; window < 15; window += 1) {
    d.rect(x + (11 + window * 5) * u, y - 21.5 * u, 3 * u, 4.5 * u, colours.light, {
      opacity: 0.9,
    });
    if (window < 11)
      d.rect(x + (18 + window * 5) * u, y - 31 * u, 3 * u, 4 * u, colours.light, { opacity: 0.75 });
  }
  d.ellipse(x + 48 * u, y + 1.2 * u, 60 * u, 1.6 * u, '#fff', { opacity: 0.4 });
}

export function gulls(
  d: Drawing,
  count: number,
  top: number,
  bottom: number,
  colour: string,
): void {
  for (let index = 0; index < count; index += 1) {
    const x = d.random.between(d.width * 0.08, d.width * 0.92);
    const y = d.random.between(top, bottom);
    const s = d.random.between(9, 26);
    const lift = d.random.between(0.3, 0.9) * s;
    d.path(
      `M${x - s} ${y - lift}Q${x - s * 0.4} ${y - s * 0.5} ${x} ${y}Q${x + s * 0.4} ${y - s * 0.5} ${x + s} ${y - lift}`,
      colour,
      { line: s * 0.16 },
    );
  }
}

/** Somebody seen from behind or against the light; `y` is where the feet are. */
export function person(
  d: Drawing,
  x: number,
  y: number,
  height: number,
  coat: string,
  skin = '#3a2a22',
): void {
  const u = height / 100;
  d.polygon(
    [
      [x - 11 * u, y - 52 * u],
      [x + 11 * u, y - 52 * u],
      [x + 9 * u, y],
      [x + 1 * u, y],
      [x, y - 40 * u],
      [x - 2 * u, y],
      [x - 9 * u, y],
    ],
    '#23202a',
  );
  d.path(
    `M${x - 16 * u} ${y - 42 * u}Q${x - 17 * u} ${y - 84 * u} ${x} ${y - 85 * u}Q${x + 17 * u} ${y - 84 * u} ${x + 16 * u} ${y - 42 * u}z`,
    coat,
  );
  d.ellipse(x, y - 93 * u, 7.5 * u, 8.5 * u, skin);
}

/** A conifer or cypress; `y` is its foot. */
export function conifer(
  d: Drawing,
  x: number,
  y: number,
  height: number,
  colour: string,
  slim = 0.2,
): void {
  for (let tier = 0; tier < 5; tier += 1) {
    const low = y - height * (0.06 + tier * 0.17);
    const wide = height * slim * (1 - tier * 0.17);
    d.polygon(
      [
        [x - wide, low],
        [x, low - height * 0.34],
        [x + wide, low],
      ],
      colour,
    );
  }
  d.rect(x - height * 0.015, y - height * 0.08, height * 0.03, height * 0.09, colour);
}

/** A round crown of many leaves over its own shade. */
export function crown(
  d: Drawing,
  x: number,
  y: number,
  radius: number,
  colours: readonly [string, ...string[]],
  leaves = 60,
): void {
  const shade = d.glow([
    [0, colours[0], 0.95],
    [0.7, colours[0], 0.85],
    [1, colours[0], 0],
  ]);
  d.ellipse(x, y, radius * 1.15, radius * 0.9, shade);
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const angle = d.random.between(0, Math.PI * 2);
    const away = Math.sqrt(d.random.next()) * radius;
    const size = radius * d.random.between(0.05, 0.13);
    const [dx, dy] = [Math.cos(angle) * away, Math.sin(angle) * away * 0.8];
    d.ellipse(x + dx, y + dy, size * 1.3, size, d.random.pick(colours), {
      opacity: d.random.between(0.5, 0.95),
      turn: d.random.between(0, 180),
    });
  }
}

/** A lamp post with a lamp that is lit. */
export function lamp(d: Drawing, x: number, y: number, height: number, colour = '#ffd58a'): void {
  d.rect(x - height * 0.012, y - height, height * 0.024, height, '#16151c');
  d.light(x, y - height, height * 0.035, colour, 9, 0.6);
}

/** A curved roof of a temple: `x` its middle, `y` its eaves. */
export function templeRoof(
  d: Drawing,
  x: number,
  y: number,
  wide: number,
  high: number,
  paint: string,
): void {
  const half = wide / 2;
  const top = half * 0.42;
  d.path(
    `M${x - half} ${y - high * 0.12}Q${x - half * 0.62} ${y - high * 0.1} ${x - top} ${y - high}L${x + top} ${y - high}Q${x + half * 0.62} ${y - high * 0.1} ${x + half} ${y - high * 0.12}L${x + half * 0.9} ${y}L${x - half * 0.9} ${y}z`,
    paint,
  );
}
