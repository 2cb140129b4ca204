/** Lanes, gates and temples of Kyoto. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';
import { conifer, crown, person, templeRoof } from '../elements.ts';

/** A lane of wooden houses and paper lanterns after dark; upright. */
export function lanternLane(d: Drawing): void {
  d.background([
    [0, '#141a3a'],
    [0.3, '#33406b'],
    [0.5, '#8a5a55'],
    [1, '#1a1214'],
  ]);
  for (let house = 0; house < 5; house += 1)
    for (const side of [-1, 1]) {
      const near = 533 + side * (560 - house * 92);
      const far = 533 + side * (468 - house * 92);
      const [top, bottom] = [330 + house * 92, 1500 - house * 108];
      const wood = d.fade([
        [0, '#2a1a16'],
        [0.6, '#5a3420'],
        [1, '#1a0f0c'],
      ]);
      d.polygon(
        [
          [near, top - 40],
          [far, top + 40],
          [far, bottom - 100],
          [near, bottom],
        ],
        wood,
      );
      d.polygon(
        [
          [near + side * 10, top - 70],
          [far - side * 46, top + 26],
          [far - side * 40, top + 62],
          [near, top - 8],
        ],
        '#15131c',
      );
      for (let slat = 1; slat < 8; slat += 1) {
        const x = near + ((far - near) * slat) / 8;
        d.line(
          [x, top + 260 - house * 30],
          [x, bottom - 90 - slat * 6],
          slat % 2 === 0 ? '#ffb860' : '#2a1810',
          7 - house,
          { opacity: 0.7 },
        );
      }
    }
  d.polygon(
    [
      [0, 1600],
      [1067, 1600],
      [580, 985],
      [486, 985],
    ],
    d.fade([
      [0, '#c98a5a'],
      [0.3, '#6b4a3f'],
      [1, '#2a2226'],
    ]),
  );
  d.light(533, 930, 40, '#ffdf9f', 8, 0.7);
  for (let stone = 0; stone < 70; stone += 1) {
    const near = d.random.next();
    d.ellipse(
      533 + d.random.between(-1, 1) * (60 + near * 470),
      1010 + near * 570,
      12 + near * 42,
      4 + near * 10,
      d.random.pick(['#ffca8a', '#1a1518']),
      { opacity: 0.2 },
    );
  }
  for (let index = 0; index < 6; index += 1)
    for (const side of [-1, 1])
      lantern(d, 533 + side * (440 - index * 72), 700 + index * 45, 62 - index * 8);
  person(d, 480, 1330, 330, '#8a2f4a', '#2a1c1a');
  person(d, 600, 1300, 310, '#2f4a7a', '#2a1c1a');
}

function lantern(d: Drawing, x: number, y: number, size: number): void {
  d.light(x, y, size * 0.5, '#ffb45a', 5, 0.55);
  d.ellipse(
    x,
    y,
    size * 0.62,
    size,
    d.glow([
      [0, '#fff3cf'],
      [0.6, '#ffb04a'],
      [1, '#d8562a'],
    ]),
  );
  for (const band of [-0.5, 0, 0.5])
    d.ellipse(x, y + band * size, size * 0.6, size * 0.06, '#a8401f', { opacity: 0.5 });
  d.rect(x - size * 0.3, y - size * 1.1, size * 0.6, size * 0.16, '#1a1210');
  d.rect(x - size * 0.3, y + size * 0.94, size * 0.6, size * 0.16, '#1a1210');
}

/** Gate behind gate of red wood up a hill. */
export function redGates(d: Drawing): void {
  d.background([
    [0, '#0f2a1c'],
    [0.5, '#3f6b3a'],
    [1, '#2a2a1a'],
  ]);
  for (let leaf = 0; leaf < 26; leaf += 1)
    crown(
      d,
      d.random.between(0, 1600),
      d.random.between(0, 700),
      d.random.between(70, 150),
      ['#1f4a2a', '#2f6b35', '#5d9a4a', '#8fc45a'],
      16,
    );
  d.light(800, 470, 60, '#fdf6c8', 8, 0.85);
  d.polygon(
    [
      [300, 1067],
      [1300, 1067],
      [850, 560],
      [750, 560],
    ],
    d.fade([
      [0, '#e6d9b0'],
      [0.4, '#a89a84'],
      [1, '#5d554c'],
    ]),
  );
  for (let gate = 9; gate >= 0; gate -= 1) {
    const size = 1.28 * 0.78 ** gate;
    const glow = 1 - gate * 0.06;
    const red = d.fade([
      [0, `rgb(${240 * glow},${92 * glow},${50 * glow})`],
      [1, `rgb(${160 * glow},${34 * glow},${22 * glow})`],
    ]);
    const [x, top, bottom] = [800, 540 - 470 * size, 560 + 420 * size];
    for (const side of [-1, 1]) {
      d.rect(x + side * 560 * size - 44 * size, top + 40 * size, 88 * size, bottom - top, red);
      d.rect(
        x + side * 560 * size - 50 * size,
        bottom - 70 * size,
        100 * size,
        110 * size,
        '#1a1414',
      );
    }
    d.rect(x - 640 * size, top + 150 * size, 1280 * size, 46 * size, red);
    d.path(
      `M${x - 740 * size} ${top - 10 * size}Q${x} ${top + 50 * size} ${x + 740 * size} ${top - 10 * size}L${x + 720 * size} ${top + 70 * size}Q${x} ${top + 104 * size} ${x - 720 * size} ${top + 70 * size}z`,
      red,
    );
    d.path(
      `M${x - 744 * size} ${top - 30 * size}Q${x} ${top + 34 * size} ${x + 744 * size} ${top - 30 * size}L${x + 740 * size} ${top}Q${x} ${top + 62 * size} ${x - 740 * size} ${top}z`,
      '#221a18',
    );
  }
  person(d, 760, 700, 120, '#f0e6d8');
  person(d, 830, 690, 112, '#3a5a8a');
}

export function pagodaInAutumn(d: Drawing): void {
  d.background([
    [0, '#5f86c0'],
    [0.4, '#f4c9a0'],
    [0.6, '#ffe0ae'],
    [1, '#8a4a2f'],
  ]);
  d.light(420, 480, 60, '#fff6d8', 9, 0.85);
  d.ridge(640, 140, '#9a8296', { rough: 0.45 });
  d.mist(650, 180, '#ffe4bf', 0.7);
  d.ridge(740, 110, '#7a5f62', { rough: 0.5 });
  pagoda(d, false);
  for (let tree = 0; tree < 24; tree += 1)
    crown(
      d,
      d.random.between(-40, 1640),
      900 + d.random.between(-60, 140),
      d.random.between(80, 150),
      ['#c8361f', '#e8662a', '#f2a03a', '#a8281f', '#f5c95a'],
      40,
    );
  crown(d, 80, 130, 240, ['#b52a1a', '#e0562a', '#f28a3a'], 110);
  crown(d, 300, 60, 190, ['#c8361f', '#f0762f', '#f7b04a'], 80);
}

export function pagodaInSnow(d: Drawing): void {
  d.background([
    [0, '#8fa3bd'],
    [0.5, '#d3dce8'],
    [1, '#f4f7fb'],
  ]);
  d.ridge(600, 130, '#aebccd', { rough: 0.45 });
  d.mist(620, 200, '#eef3f8', 0.8);
  for (let tree = 0; tree < 26; tree += 1)
    conifer(
      d,
      d.random.between(0, 1600),
      790 + d.random.between(-30, 40),
      d.random.between(130, 230),
      d.random.pick(['#5d7280', '#6f8592', '#4d606e']),
    );
  pagoda(d, true);
  d.path(
    'M0 900Q400 840 800 890T1600 870V1067H0z',
    d.fade([
      [0, '#ffffff'],
      [1, '#c9d6e6'],
    ]),
  );
  for (let tree = 0; tree < 7; tree += 1)
    conifer(
      d,
      40 + tree * 110,
      960 + d.random.between(-20, 40),
      d.random.between(240, 380),
      '#34464f',
    );
  for (let flake = 0; flake < 420; flake += 1)
    d.circle(
      d.random.between(0, 1600),
      d.random.between(0, 1067),
      d.random.between(1.5, 6),
      '#fff',
      { opacity: d.random.between(0.35, 0.95) },
    );
}

/** A pagoda in autumn, or in snow where `snow` is set. */
function pagoda(d: Drawing, snow: boolean): void {
  const roof = snow
    ? d.fade([
        [0, '#f7faff'],
        [0.55, '#dfe8f5'],
        [0.6, '#3a3240'],
        [1, '#2a2430'],
      ])
    : d.fade([
        [0, '#5a4a4f'],
        [1, '#2f252c'],
      ]);
  for (let storey = 4; storey >= 0; storey -= 1) {
    const y = 880 - storey * 128;
    const wide = 400 - storey * 38;
    d.rect(
      1040 - wide * 0.29,
      y - 100,
      wide * 0.58,
      104,
      d.fade(
        [
          [0, '#8f3226'],
          [0.5, '#c2503a'],
          [1, '#6d221c'],
        ],
        { across: true },
      ),
    );
    for (const slit of [-0.14, 0, 0.14]) d.rect(1040 + slit * wide - 9, y - 78, 18, 60, '#3a1614');
    templeRoof(d, 1040, y - 88, wide * 1.25, 74, roof);
  }
  d.rect(1035, 130, 10, 160, '#5a4630');
  for (let ring = 0; ring < 6; ring += 1) d.ellipse(1040, 160 + ring * 20, 17 - ring, 5, '#8a6a3a');
}

/** A golden pavilion and its image in a pond. */
export function goldenPavilion(d: Drawing): void {
  d.background([
    [0, '#4f93d8'],
    [0.4, '#bfe0f2'],
    [0.6, '#e6efd8'],
    [1, '#2f5a4a'],
  ]);
  const water = 690;
  d.mirrored(water, 0.62, () => {
    d.ridge(500, 170, '#6f9a78', { rough: 0.42 });
    for (let tree = 0; tree < 20; tree += 1)
      crown(
        d,
        tree * 86,
        590 + d.random.between(-40, 40),
        d.random.between(70, 120),
        ['#2f5f3a', '#3f7a45', '#5a9650', '#274f33'],
        30,
      );
    const gold = d.fade(
      [
        [0, '#fff0a8'],
        [0.45, '#f0bd3a'],
        [1, '#b07a1a'],
      ],
      { across: true },
    );
    const roof = d.fade([
      [0, '#6b5040'],
      [1, '#33241f'],
    ]);
    for (const [y, wide, high] of [
      [690, 470, 120],
      [545, 430, 105],
      [415, 270, 90],
    ] as const) {
      d.rect(800 - wide / 2, y - high, wide, high, y === 690 ? '#8a5a3a' : gold);
      for (let pane = 0; pane < 7; pane += 1)
        d.rect(
          800 - wide / 2 + 14 + (pane * (wide - 28)) / 7,
          y - high * 0.72,
          (wide - 70) / 8,
          high * 0.56,
          y === 690 ? '#f4e6c8' : '#8f5f16',
          { opacity: 0.75 },
        );
      d.rect(800 - wide / 2 - 16, y - 12, wide + 32, 12, y === 690 ? '#5a3a26' : '#d8a02a');
    }
    templeRoof(d, 800, 560, 640, 66, roof);
    templeRoof(d, 800, 440, 560, 60, roof);
    templeRoof(d, 800, 328, 400, 96, roof);
    d.light(800, 222, 8, '#ffe27a', 4, 0.6);
    conifer(d, 1180, water, 380, '#2a5236', 0.26);
    conifer(d, 330, water, 300, '#31603d', 0.28);
    d.rect(0, 676, 1600, 18, '#3f5a33');
  });
  d.rect(
    0,
    water,
    1600,
    380,
    d.fade([
      [0, '#2f6a5a', 0.3],
      [1, '#12332f', 0.75],
    ]),
  );
  d.ripples(water + 3, '#eaf6e8', 110, 0.3);
  for (const [x, y, s] of [
    [260, 900, 90],
    [1290, 850, 70],
    [1420, 960, 110],
  ] as const) {
    d.ellipse(x, y, s, s * 0.22, '#4a5a3a');
    crown(d, x, y - s * 0.35, s * 0.6, ['#3f6b35', '#5a8a45'], 20);
  }
}
