/** Porto and its river. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing, Point } from '../drawing.ts';
import { gulls, houses, lamp, person } from '../elements.ts';

/** Coloured house fronts, the iron arch of a bridge and wine boats. */
export function ribeira(d: Drawing): void {
  d.background([
    [0, '#3f7fc4'],
    [0.45, '#a8d0ea'],
    [0.62, '#f3e6cc'],
    [1, '#3a5f78'],
  ]);
  for (let cloud = 0; cloud < 8; cloud += 1)
    d.cloud(
      d.random.between(0, 1600),
      d.random.between(90, 300),
      d.random.between(180, 420),
      '#ffffff',
    );
  const water = 760;
  d.mirrored(water, 0.4, () => {
    d.ridge(520, 150, '#7a8f7a', { rough: 0.4 });
    arch(d, 1010, 640, 560);
    houses(d, 0, 640, 520, {
      tall: 170,
      colours: ['#d8c6a8', '#c9a58a', '#e3d5bd'],
      roof: '#b5573a',
      window: '#6b5a55',
    });
    houses(d, -20, 720, 640, { tall: 230, colours: fronts, roof: '#b8512f', window: '#4a5563' });
    houses(d, -40, 800, water, { tall: 220, colours: fronts, roof: '#a8482a', window: '#3f4a58' });
    d.rect(0, 742, 1600, 22, '#8f8072');
  });
  d.rect(
    0,
    water,
    1600,
    310,
    d.fade([
      [0, '#6fa3b8', 0.35],
      [1, '#1c3f58', 0.85],
    ]),
  );
  d.ripples(water + 4, '#ffffff', 140, 0.4);
  wineBoat(d, 360, 930, 420);
  wineBoat(d, 1010, 870, 270);
  gulls(d, 7, 100, 420, '#f7f9fb');
}

const fronts = [
  '#e0563f',
  '#f2b84b',
  '#e9d8b6',
  '#5a8fb8',
  '#c96f4a',
  '#f5ead2',
  '#7fae8a',
  '#d98a9a',
] as const;

/** An iron bridge of two decks over an arch; `x` is its middle, `y` the foot of the arch. */
function arch(d: Drawing, x: number, y: number, half: number): void {
  const iron = '#54606b';
  d.rect(x - half * 1.2, y - 330, half * 2.4, 16, iron);
  d.path(`M${x - half} ${y + 60}Q${x} ${y - 640} ${x + half} ${y + 60}`, iron, { line: 26 });
  d.path(`M${x - half * 0.93} ${y + 60}Q${x} ${y - 560} ${x + half * 0.93} ${y + 60}`, iron, {
    line: 8,
  });
  for (let at = -0.9; at <= 0.91; at += 0.15) {
    const curve = y + 60 - 350 * (1 - at * at);
    d.line([x + at * half, curve], [x + at * half, y - 320], iron, 5);
    d.line([x + at * half, curve], [x + (at + 0.15) * half, y - 320], iron, 2.5);
  }
  d.rect(x - half * 1.1, y + 20, half * 2.2, 12, iron);
}

function wineBoat(d: Drawing, x: number, y: number, length: number): void {
  const u = length / 100;
  d.ellipse(x + 50 * u, y + 3 * u, 56 * u, 3.5 * u, '#12293a', { opacity: 0.5 });
  d.path(
    `M${x} ${y - 14 * u}Q${x + 20 * u} ${y + 6 * u} ${x + 52 * u} ${y + 3 * u}Q${x + 88 * u} ${y + 4 * u} ${x + 104 * u} ${y - 20 * u}Q${x + 60 * u} ${y - 7 * u} ${x} ${y - 14 * u}z`,
    d.fade([
      [0, '#6b4226'],
      [1, '#2a180e'],
    ]),
  );
  for (let cask = 0; cask < 6; cask += 1)
    d.ellipse(
      x + (26 + cask * 9) * u,
      y - 10 * u,
      5 * u,
      4.2 * u,
      cask % 2 === 0 ? '#9a6235' : '#7f4c28',
    );
  d.line([x + 48 * u, y - 6 * u], [x + 48 * u, y - 66 * u], '#3a2416', 1.6 * u);
  d.path(
    `M${x + 26 * u} ${y - 62 * u}L${x + 72 * u} ${y - 62 * u}Q${x + 66 * u} ${y - 40 * u} ${x + 70 * u} ${y - 24 * u}L${x + 28 * u} ${y - 24 * u}Q${x + 33 * u} ${y - 42 * u} ${x + 26 * u} ${y - 62 * u}z`,
    d.fade(
      [
        [0, '#fdf6e6'],
        [1, '#d3c3a6'],
      ],
      { across: true },
    ),
  );
}

/** Fireworks and paper lanterns over the river in a summer night. */
export function midsummerNight(d: Drawing): void {
  d.background([
    [0, '#070b24'],
    [0.5, '#1d2358'],
    [0.7, '#3f2f63'],
    [1, '#0a0c20'],
  ]);
  d.stars(60, 420);
  const water = 780;
  d.mirrored(water, 0.55, () => {
    for (const [x, y, size, colour] of [
      [420, 300, 210, '#ffcf5c'],
      [880, 210, 260, '#ff6b8f'],
      [1260, 360, 180, '#6bd8ff'],
      [660, 460, 120, '#b88aff'],
    ] as const)
      burst(d, x, y, size, colour);
    d.ridge(640, 110, '#12142f', { rough: 0.4 });
    houses(d, -10, 1620, water, {
      tall: 150,
      colours: ['#161a38', '#1c2044', '#12152e'],
      roof: '#0e1028',
      window: '#ffcb74',
    });
  });
  d.rect(
    0,
    water,
    1600,
    290,
    d.fade([
      [0, '#1a1c48', 0.2],
      [1, '#05060f', 0.7],
    ]),
  );
  d.ripples(water + 3, '#ffd98a', 110, 0.32);
  d.ripples(water + 3, '#ff9ab8', 50, 0.25);
  for (let lantern = 0; lantern < 15; lantern += 1) {
    const [x, y, s] = [
      d.random.between(40, 1560),
      d.random.between(120, 660),
      d.random.between(9, 24),
    ];
    d.light(x, y, s * 0.6, '#ffb45c', 5, 0.55);
    d.path(
      `M${x - s} ${y - s * 1.2}L${x + s} ${y - s * 1.2}L${x + s * 0.65} ${y + s}L${x - s * 0.65} ${y + s}z`,
      d.fade([
        [0, '#ff9a4a'],
        [1, '#ffe9a0'],
      ]),
    );
  }
  for (let head = 0; head < 44; head += 1)
    person(
      d,
      head * 38 - 10,
      1120 + d.random.between(-10, 24),
      d.random.between(140, 200),
      '#0d0e1e',
      '#0d0e1e',
    );
}

function burst(d: Drawing, x: number, y: number, size: number, colour: string): void {
  d.circle(
    x,
    y,
    size * 1.3,
    d.glow([
      [0, colour, 0.45],
      [1, colour, 0],
    ]),
  );
  for (let ray = 0; ray < 46; ray += 1) {
    const angle = (ray / 46) * Math.PI * 2 + d.random.between(-0.06, 0.06);
    const far = size * d.random.between(0.6, 1);
    const end: Point = [x + Math.cos(angle) * far, y + Math.sin(angle) * far + far * 0.12];
    d.line([x + Math.cos(angle) * far * 0.25, y + Math.sin(angle) * far * 0.25], end, colour, 2.6, {
      opacity: 0.75,
    });
    d.circle(end[0], end[1], d.random.between(2.5, 5), '#fff8e0');
  }
}

/** The waterfront at night with its lamps. */
export function quayAtNight(d: Drawing): void {
  d.background([
    [0, '#0b1838'],
    [0.4, '#2a3f78'],
    [0.58, '#b0708a'],
    [1, '#0a1024'],
  ]);
  const water = 700;
  d.mirrored(water, 0.55, () => {
    d.ridge(560, 140, '#1c2850', { rough: 0.4 });
    houses(d, -20, 1620, 600, {
      tall: 150,
      colours: ['#2a3058', '#343a66', '#3f3f6b'],
      roof: '#241f45',
      window: '#ffd07a',
    });
    houses(d, -60, 1640, water, {
      tall: 180,
      colours: ['#5a3f58', '#6b4a55', '#46406b', '#7a5a4f'],
      roof: '#33203a',
      window: '#ffdf9a',
    });
    for (let x = 50; x < 1600; x += 150) lamp(d, x, water, 110);
  });
  d.rect(
    0,
    water,
    1600,
    370,
    d.fade([
      [0, '#3a2f58', 0.2],
      [1, '#060a18', 0.75],
    ]),
  );
  d.ripples(water + 3, '#ffd78a', 170, 0.36);
}
