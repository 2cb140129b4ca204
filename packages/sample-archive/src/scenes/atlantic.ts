/** The Atlantic coast near Porto. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';
import { gulls, person } from '../elements.ts';

/** A lighthouse on a mole under breaking waves. */
export function stormLighthouse(d: Drawing): void {
  d.background([
    [0, '#2c3a4a'],
    [0.4, '#6d7f8c'],
    [0.58, '#c8c4b4'],
    [1, '#1f3a44'],
  ]);
  for (let cloud = 0; cloud < 22; cloud += 1)
    d.cloud(
      d.random.between(0, 1600),
      d.random.between(40, 330),
      d.random.between(420, 760),
      d.random.pick(['#2c3946', '#42525f', '#5d6d79', '#8f9aa0']),
      0.75,
    );
  d.rect(
    0,
    600,
    1600,
    480,
    d.fade([
      [0, '#7f9a9f'],
      [0.3, '#3f6a70'],
      [1, '#142f38'],
    ]),
  );
  for (let wave = 0; wave < 9; wave += 1) {
    const y = 630 + wave * wave * 5.4;
    const s = 20 + wave * 13;
    let data = `M-60 ${y + s}`;
    for (let x = -60; x < 1700; x += s * 5)
      data += `q${s * 1.2} ${-s * d.random.between(0.5, 1.3)} ${s * 2.5} 0t${s * 2.5} 0`;
    d.path(`${data}V1067H-60z`, wave % 2 === 0 ? '#2f5a62' : '#3f7078', { opacity: 0.65 });
    d.path(data, '#e8f2f2', { line: 2 + wave * 0.7, opacity: 0.6 });
  }
  d.polygon(
    [
      [930, 700],
      [1600, 680],
      [1600, 820],
      [900, 800],
    ],
    d.fade([
      [0, '#8f8a80'],
      [1, '#3f3d3a'],
    ]),
  );
  const tower = d.fade(
    [
      [0, '#fdfaf2'],
      [0.5, '#e3ddd0'],
      [1, '#8f8b84'],
    ],
    { across: true },
  );
  d.polygon(
    [
      [1078, 710],
      [1106, 330],
      [1194, 330],
      [1222, 710],
    ],
    tower,
  );
  for (const y of [420, 560])
    d.polygon(
      [
        [1106 - (y - 330) * 0.074, y],
        [1194 + (y - 330) * 0.074, y],
        [1194 + (y - 266) * 0.074, y + 64],
        [1106 - (y - 266) * 0.074, y + 64],
      ],
      '#c43a30',
    );
  d.rect(1092, 312, 116, 20, '#2f2f33');
  d.rect(1112, 250, 76, 64, '#fff2b8');
  d.path('M1100 252Q1150 190 1200 252z', '#b5302a');
  d.light(1150, 282, 24, '#fff6cf', 13, 0.75);
  spray(d, 980, 700);
  gulls(d, 6, 200, 540, '#eef2f4');
}

function spray(d: Drawing, x: number, y: number): void {
  d.path(
    `M${x - 190} ${y + 110}Q${x - 120} ${y - 240} ${x - 10} ${y - 330}Q${x + 10} ${y - 150} ${x + 90} ${y - 210}Q${x + 120} ${y - 40} ${x + 190} ${y + 90}z`,
    d.fade([
      [0, '#fff', 0.75],
      [0.6, '#dfecee', 0.85],
      [1, '#9fb9bd', 0.6],
    ]),
  );
  for (let drop = 0; drop < 170; drop += 1) {
    const up = d.random.next();
    d.circle(
      x + d.random.between(-230, 210) * (1 - up * 0.6),
      y + 90 - up * 480,
      d.random.between(1.5, 8) * (1.2 - up),
      '#ffffff',
      { opacity: d.random.between(0.3, 0.9) },
    );
  }
}

/** Striped sunshades on a wide beach. */
export function beach(d: Drawing): void {
  d.background([
    [0, '#2f86d8'],
    [0.36, '#a9daf5'],
    [0.4, '#e3f3fa'],
    [1, '#f0d9a8'],
  ]);
  for (let cloud = 0; cloud < 6; cloud += 1)
    d.cloud(
      d.random.between(0, 1600),
      d.random.between(70, 280),
      d.random.between(160, 380),
      '#ffffff',
    );
  d.rect(
    0,
    400,
    1600,
    190,
    d.fade([
      [0, '#1f6fae'],
      [0.5, '#2fa3c0'],
      [1, '#8fe0d8'],
    ]),
  );
  d.ripples(410, '#ffffff', 60, 0.5);
  d.path('M0 560Q400 520 800 566T1600 552V640H0z', '#f7fbf8');
  d.path(
    'M0 582Q400 546 800 590T1600 576V1067H0z',
    d.fade([
      [0, '#dcb986'],
      [0.12, '#f3dcae'],
      [1, '#e3bd80'],
    ]),
  );
  for (let grain = 0; grain < 240; grain += 1)
    d.ellipse(
      d.random.between(0, 1600),
      d.random.between(640, 1067),
      d.random.between(4, 16),
      2.5,
      '#b98d55',
      { opacity: 0.3 },
    );
  for (const [x, y, size, colour] of [
    [230, 720, 0.75, '#e8453c'],
    [560, 690, 0.6, '#2f7fd0'],
    [1330, 715, 0.75, '#f2a62e'],
    [880, 850, 1.25, '#e8453c'],
    [1470, 900, 1.3, '#2fa38a'],
    [330, 930, 1.4, '#f2c93e'],
  ] as const)
    sunshade(d, x, y, size, colour);
  for (const [x, tall, coat] of [
    [720, 90, '#e8653c'],
    [760, 84, '#3c5ae8'],
    [1120, 95, '#2f8f7a'],
    [450, 80, '#d83c7a'],
  ] as const)
    person(d, x, 640, tall, coat, '#8a5a40');
  gulls(d, 6, 120, 360, '#ffffff');
}

function sunshade(d: Drawing, x: number, y: number, size: number, colour: string): void {
  const r = 130 * size;
  d.ellipse(x + r * 0.5, y + r * 0.72, r * 0.95, r * 0.16, '#7a5a36', { opacity: 0.5 });
  d.line([x, y - r * 0.4], [x + r * 0.12, y + r * 0.75], '#f5f0e6', 7 * size);
  for (let gore = 0; gore < 6; gore += 1) {
    const [left, right] = [-1 + gore / 3, -1 + (gore + 1) / 3];
    d.path(
      `M${x - r * 0.08} ${y - r * 0.62}Q${x + left * r * 0.75} ${y - r * 0.5} ${x + left * r} ${y}Q${x + ((left + right) / 2) * r} ${y + r * 0.1} ${x + right * r} ${y}Q${x + right * r * 0.75} ${y - r * 0.5} ${x - r * 0.08} ${y - r * 0.62}z`,
      gore % 2 === 0 ? colour : '#fdf9f0',
    );
  }
  d.path(
    `M${x + r * 0.2} ${y + r * 0.75}l${r * 0.9} ${-r * 0.08}l${r * 0.1} ${r * 0.16}l${-r * 0.95} ${r * 0.1}z`,
    colour,
    { opacity: 0.9 },
  );
}
