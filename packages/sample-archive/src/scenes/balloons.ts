/** Balloons over Göreme. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';

/** Hot air balloons over rock chimneys at sunrise. */
export function balloonsAtSunrise(d: Drawing): void {
  d.background([
    [0, '#4a78b8'],
    [0.4, '#f3c6a8'],
    [0.58, '#ffe3b3'],
    [1, '#c98a66'],
  ]);
  d.light(1240, 610, 52, '#fffbe8', 9, 0.9);
  d.ridge(640, 120, '#b58a8f', { rough: 0.45 });
  d.mist(660, 150, '#ffe9cc', 0.8);
  for (let index = 0; index < 16; index += 1)
    balloon(
      d,
      d.random.between(60, 1540),
      d.random.between(250, 560),
      d.random.between(12, 34),
      balloonColours[index % 5] ?? balloonColours[0],
    );
  d.ridge(760, 90, '#c9957a', { rough: 0.5 });
  chimneys(d, 830, 190, 15, '#e8bd94', '#9a6a58');
  d.mist(820, 120, '#ffdcb4', 0.5);
  balloon(d, 460, 330, 165, balloonColours[0]);
  balloon(d, 950, 240, 96, balloonColours[1]);
  balloon(d, 1370, 330, 62, balloonColours[3]);
  chimneys(d, 1000, 280, 8, '#d9a276', '#6d4640');
  d.rect(
    0,
    985,
    1600,
    90,
    d.fade([
      [0, '#8a5a48'],
      [1, '#3f2a2a'],
    ]),
  );
}

/** One balloon close by, low over a valley; upright. */
export function balloonOverValley(d: Drawing): void {
  d.background([
    [0, '#2f69b0'],
    [0.5, '#9cc4e0'],
    [0.7, '#f7dcb4'],
    [1, '#b58460'],
  ]);
  d.light(160, 1060, 46, '#fff6d8', 9, 0.9);
  d.ridge(1130, 160, '#a58a9a', { rough: 0.45 });
  d.mist(1140, 180, '#ffe6c4', 0.8);
  for (const [x, y, size, kind] of [
    [180, 560, 52, 2],
    [900, 420, 70, 3],
    [830, 820, 34, 4],
    [300, 900, 26, 1],
  ] as const)
    balloon(d, x, y, size, balloonColours[kind] ?? balloonColours[0]);
  chimneys(d, 1330, 240, 9, '#e6b68a', '#96664f');
  balloon(d, 560, 600, 300, balloonColours[2]);
  chimneys(d, 1530, 300, 5, '#cf9668', '#5f3d38');
  d.rect(
    0,
    1510,
    1067,
    100,
    d.fade([
      [0, '#7a4f40'],
      [1, '#33201f'],
    ]),
  );
}

const balloonColours = [
  ['#e8453c', '#ffd25c'],
  ['#3c7de8', '#ffffff'],
  ['#f28a2e', '#7a2a6b'],
  ['#37a87a', '#fff0b8'],
  ['#d84a8f', '#5a3aa8'],
] as const;

function balloon(
  d: Drawing,
  x: number,
  y: number,
  size: number,
  colours: readonly [string, string],
): void {
  for (let gore = 0; gore < 7; gore += 1) {
    const [left, right] = [-1 + (gore * 2) / 7, -1 + ((gore + 1) * 2) / 7];
    const paint = colours[gore % 2] ?? colours[0];
    d.path(
      `M${x} ${y - size}C${x + left * size * 1.35} ${y - size} ${x + left * size * 1.25} ${y + size * 0.3} ${x + left * size * 0.26} ${y + size}L${x + right * size * 0.26} ${y + size}C${x + right * size * 1.25} ${y + size * 0.3} ${x + right * size * 1.35} ${y - size} ${x} ${y - size}z`,
      paint,
    );
  }
  d.circle(
    x,
    y - size * 0.1,
    size * 1.02,
    d.glow([
      [0, '#fff', 0.28],
      [0.5, '#fff', 0],
      [1, '#20102a', 0.28],
    ]),
  );
  for (const side of [-0.22, 0.22])
    d.line(
      [x + side * size, y + size],
      [x + side * size * 0.6, y + size * 1.32],
      '#3a2a22',
      size * 0.02,
    );
  d.rect(x - size * 0.15, y + size * 1.3, size * 0.3, size * 0.22, '#5a3a22');
}

function chimneys(
  d: Drawing,
  y: number,
  tall: number,
  count: number,
  light: string,
  shade: string,
): void {
  for (let index = 0; index < count; index += 1) {
    const x = ((index + d.random.between(0.1, 0.9)) * d.width) / count;
    const high = tall * d.random.between(0.6, 1);
    const wide = high * d.random.between(0.26, 0.4);
    const paint = d.fade(
      [
        [0, light],
        [0.55, light],
        [1, shade],
      ],
      { across: true },
    );
    d.path(
      `M${x - wide} ${y + 20}Q${x - wide * 0.4} ${y - high * 0.6} ${x - wide * 0.16} ${y - high}L${x + wide * 0.16} ${y - high}Q${x + wide * 0.4} ${y - high * 0.6} ${x + wide} ${y + 20}z`,
      paint,
    );
    d.path(
      `M${x - wide * 0.34} ${y - high * 0.95}Q${x} ${y - high * 1.22} ${x + wide * 0.34} ${y - high * 0.95}z`,
      shade,
    );
  }
}
