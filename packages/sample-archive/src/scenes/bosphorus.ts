/** The Bosphorus and the mosques above it. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing, Point } from '../drawing.ts';
import { crown, ferry, gulls, houses, lamp, mosque, person } from '../elements.ts';

/** A ferry crosses at dusk before the old city; `frame` is the moment in a burst. */
export function bosphorusFerry(d: Drawing, frame = 0): void {
  d.background([
    [0, '#2b3a67'],
    [0.25, '#7d5a86'],
    [0.42, '#e08a5f'],
    [0.56, '#ffd08a'],
    [0.6, '#f7b26a'],
    [1, '#3a3a58'],
  ]);
  d.light(1130, 560, 46, '#fff1c9', 9, 0.85);
  const water = 640;
  d.mirrored(water, 0.35, () => {
    d.ridge(630, 60, '#8a6a83', { look: { opacity: 0.7 } });
    houses(d, 0, 1600, water, { tall: 62, colours: ['#54405e', '#5d4763', '#4a3a58'] });
    mosque(d, 430, water - 32, 250, '#3d2f4e', 4);
    mosque(d, 900, water - 24, 170, '#4b3a58', 4);
    mosque(d, 1390, water - 20, 130, '#5a4763', 2);
  });
  d.rect(
    0,
    water,
    1600,
    430,
    d.fade([
      [0, '#e59a68', 0.35],
      [0.35, '#6d567c', 0.55],
      [1, '#20233f', 0.9],
    ]),
  );
  d.ripples(water + 4, '#ffd9a0', 130, 0.5, 820, 1440);
  d.ripples(water + 4, '#c9a3b0', 120, 0.3);
  ferry(d, 330 + frame * 74, 800, 620, { hull: '#1d1b2b', deck: '#ece3da', light: '#ffd27a' });
  d.ripples(815, '#fff3dc', 40, 0.45, 250 + frame * 74, 560 + frame * 74);
  gulls(d, 9 + frame, 180, 620, '#2a2438');
  gulls(d, 3, 680, 760, '#f6ede4');
}

/** Domes and minarets before the rising sun, with mist on the gardens. */
export function mosqueSunrise(d: Drawing): void {
  d.background([
    [0, '#5a7fb5'],
    [0.35, '#f4b78a'],
    [0.6, '#ffe6b0'],
    [0.75, '#f6b98a'],
    [1, '#8a5a55'],
  ]);
  d.light(650, 520, 70, '#fffbe6', 9, 0.95);
  mosque(d, 1330, 760, 300, '#d99a86', 4);
  mosque(d, 210, 760, 220, '#e0a68c', 2);
  d.mist(730, 260, '#ffe9c4', 0.75);
  mosque(d, 790, 860, 660, '#6d4453', 6);
  d.mist(850, 240, '#ffdcb0', 0.55);
  for (let tree = 0; tree < 26; tree += 1)
    crown(
      d,
      tree * 66 - 20,
      975 + d.random.between(-26, 30),
      d.random.between(60, 105),
      ['#3f2f3d', '#4a3644', '#35283a'],
      26,
    );
  d.rect(0, 1000, 1600, 70, '#2c2030');
  gulls(d, 14, 120, 460, '#6b4a55');
}

/** A suspension bridge and its lamps over black water. */
export function bridgeAtNight(d: Drawing): void {
  d.background([
    [0, '#050a1e'],
    [0.4, '#13224d'],
    [0.6, '#3a3f78'],
    [1, '#060a1a'],
  ]);
  d.stars(110, 480);
  const water = 690;
  d.mirrored(water, 0.6, () => {
    d.ridge(670, 80, '#0d1430');
    houses(d, 0, 1600, water, { tall: 80, colours: ['#10162f', '#141b38'], window: '#ffcc77' });
    for (const x of [420, 1180]) {
      d.rect(x - 22, 250, 16, 450, '#b9c4ea');
      d.rect(x + 6, 250, 16, 450, '#b9c4ea');
      for (const beam of [270, 390, 520]) d.rect(x - 22, beam, 44, 10, '#8f9bd0');
    }
    const cable = 'M-120 470Q150 480 420 260Q800 880 1180 260Q1450 480 1720 470';
    d.path(cable, '#e36bd0', { line: 5 });
    d.path(cable, '#e36bd0', { line: 16, opacity: 0.25 });
    for (let x = 20; x < 1600; x += 34)
      d.line([x, cableAt(x)], [x, 590], '#b58ae8', 1.6, { opacity: 0.7 });
    d.rect(0, 588, 1600, 12, '#aab6e6');
    for (let x = 14; x < 1600; x += 46) d.light(x, 586, 4, '#ffe6a8', 5, 0.7);
  });
  d.rect(
    0,
    water,
    1600,
    380,
    d.fade([
      [0, '#0a1030', 0.15],
      [1, '#04060f', 0.75],
    ]),
  );
  d.ripples(water + 3, '#ff9be6', 60, 0.28);
  d.ripples(water + 3, '#ffe0a0', 90, 0.3);
}

/** Height of the bridge's main cable above `x`, near enough for hangers. */
function cableAt(x: number): number {
  const span = (from: number, to: number, low: number, high: number) => {
    const middle = (x - (from + to) / 2) / ((to - from) / 2);
    return low + (high - low) * middle * middle;
  };
  if (x < 420) return 470 - 210 * Math.max(0, x / 420) ** 2.2;
  return x <= 1180 ? span(420, 1180, 570, 260) : 470 - 210 * Math.max(0, (1600 - x) / 420) ** 2.2;
}

/** A square after rain in the blue hour, seen with its lamps; for the photo without a date. */
export function squareAfterRain(d: Drawing): void {
  d.background([
    [0, '#1b2b52'],
    [0.45, '#4a5f96'],
    [0.6, '#d98a6a'],
    [1, '#1a1f38'],
  ]);
  const ground = 700;
  d.mirrored(ground, 0.45, () => {
    mosque(d, 1080, ground, 420, '#2a2f55', 4);
    houses(d, 0, 640, ground, {
      tall: 190,
      colours: ['#2a2c4a', '#33365a', '#252744'],
      window: '#ffc56b',
    });
    for (const x of [120, 470, 820, 1330, 1540]) lamp(d, x, ground, 210);
    for (const [x, tall] of [
      [300, 120],
      [352, 112],
      [690, 130],
      [960, 118],
      [1220, 126],
    ] as const)
      person(d, x, ground + 4, tall, '#1c1d33');
    const umbrella: readonly Point[] = [
      [-58, 0],
      [0, -44],
      [58, 0],
    ];
    for (const x of [300, 690])
      d.polygon(
        umbrella.map(([dx, dy]): Point => [x + dx, ground - 118 + dy]),
        '#c23b4a',
      );
  });
  d.rect(
    0,
    ground,
    1600,
    370,
    d.fade([
      [0, '#8a6a80', 0.25],
      [1, '#10142a', 0.75],
    ]),
  );
  d.ripples(ground + 6, '#ffd89a', 90, 0.22);
}
