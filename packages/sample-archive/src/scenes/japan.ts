/** Gardens, groves and wide land in Japan. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';
import { conifer, crown, person } from '../elements.ts';

/** Light falls through a grove of bamboo onto a path; upright. */
export function bambooGrove(d: Drawing): void {
  d.background([
    [0, '#d8f0a8'],
    [0.35, '#8fc45a'],
    [0.7, '#3f7a35'],
    [1, '#1c3a1c'],
  ]);
  d.light(533, 560, 70, '#fdffe0', 9, 0.9);
  for (let layer = 0; layer < 3; layer += 1)
    for (let cane = 0; cane < 26 - layer * 5; cane += 1) {
      const wide = 8 + layer * 11 + d.random.between(0, 6);
      const x = d.random.between(0, 1067);
      if (layer > 0 && Math.abs(x - 533) < 130 * layer) continue;
      const tones = [
        ['#b5d878', '#86b84f'],
        ['#86b84a', '#4f8a35'],
        ['#5f9a3f', '#1f4a22'],
      ] as const;
      const [light, dark] = tones[layer] ?? tones[0];
      const lean = d.random.between(-26, 26);
      d.polygon(
        [
          [x + lean, 0],
          [x + lean + wide, 0],
          [x + wide, 1420 - layer * -40],
          [x, 1420 - layer * -40],
        ],
        d.fade(
          [
            [0, light],
            [0.35, light],
            [1, dark],
          ],
          { across: true },
        ),
      );
      for (let knot = d.random.between(20, 90); knot < 1400; knot += 84 + layer * 26)
        d.rect(x + lean * (1 - knot / 1420) - 1.5, knot, wide + 3, 4, '#e8f5b8', { opacity: 0.55 });
    }
  d.path(
    'M300 1600Q470 1300 512 1180L556 1180Q640 1320 860 1600z',
    d.fade([
      [0, '#f7efc8'],
      [0.4, '#c9b88a'],
      [1, '#8a7652'],
    ]),
  );
  for (let beam = 0; beam < 6; beam += 1)
    d.polygon(
      [
        [380 + beam * 56, 380],
        [430 + beam * 56, 380],
        [240 + beam * 170, 1500],
        [130 + beam * 170, 1500],
      ],
      '#fdffd8',
      { opacity: 0.09 },
    );
  for (let leaf = 0; leaf < 240; leaf += 1) {
    const x = d.random.between(0, 1067);
    d.ellipse(
      x,
      d.random.between(0, 420),
      d.random.between(16, 44),
      d.random.between(3, 7),
      d.random.pick(['#4f8f35', '#7fb84a', '#c8e87a', '#2f6a2a']),
      { turn: d.random.between(-70, 70), opacity: 0.75 },
    );
  }
  person(d, 540, 1290, 150, '#c2443a');
}

/** Stones in raked gravel before a clay wall. */
export function stoneGarden(d: Drawing): void {
  d.background([
    [0, '#dcd7ca'],
    [1, '#b8b2a4'],
  ]);
  for (let tree = 0; tree < 16; tree += 1)
    crown(
      d,
      tree * 108,
      70 + d.random.between(-30, 30),
      d.random.between(90, 140),
      ['#4f7a3f', '#6b9a4f', '#35602f', '#8fb85f'],
      34,
    );
  d.rect(
    0,
    190,
    1600,
    150,
    d.fade([
      [0, '#c9a878'],
      [1, '#8f6d48'],
    ]),
  );
  d.rect(
    -10,
    160,
    1620,
    44,
    d.fade([
      [0, '#6b625a'],
      [1, '#3a3430'],
    ]),
  );
  d.rect(0, 338, 1600, 24, '#6d655a');
  d.rect(
    0,
    360,
    1600,
    710,
    d.fade([
      [0, '#d8d4c8'],
      [1, '#f3f0e6'],
    ]),
  );
  const stones = [
    [420, 560, 120],
    [1130, 500, 90],
    [1270, 800, 170],
    [560, 870, 80],
  ] as const;
  for (let row = 0; row < 46; row += 1) {
    const y = 380 + row * row * 0.21 + row * 6;
    d.line([0, y], [1600, y], '#9f998a', 1.5 + row * 0.06, { opacity: 0.7 });
    d.line([0, y + 3], [1600, y + 3], '#ffffff', 1.5, { opacity: 0.7 });
  }
  for (const [x, y, s] of stones) {
    d.ellipse(x, y + s * 0.15, s * 2.1, s * 0.95, '#e6e2d6');
    for (let ring = 0; ring < 7; ring += 1)
      d.ellipse(
        x,
        y + s * 0.15,
        s * (1.1 + ring * 0.15),
        s * (0.48 + ring * 0.07),
        ring % 2 === 0 ? '#a39d8d' : '#fffdf5',
        { line: 3 },
      );
    d.ellipse(x, y + s * 0.2, s * 1.05, s * 0.4, '#6f8a4a');
    d.ellipse(x + s * 0.5, y + s * 0.3, s * 0.9, s * 0.24, '#3a352c', { opacity: 0.35 });
    d.path(
      `M${x - s * 0.8} ${y + s * 0.24}Q${x - s * 0.72} ${y - s * 0.5} ${x - s * 0.2} ${y - s * 0.72}Q${x + s * 0.3} ${y - s * 0.98} ${x + s * 0.55} ${y - s * 0.3}Q${x + s * 0.9} ${y} ${x + s * 0.8} ${y + s * 0.26}z`,
      d.fade([
        [0, '#a8a6a0'],
        [0.5, '#6b6a68'],
        [1, '#33332f'],
      ]),
    );
  }
  d.rect(
    0,
    360,
    1600,
    710,
    d.fade(
      [
        [0, '#fff4d0', 0.3],
        [0.6, '#fff', 0],
        [1, '#2f3a4a', 0.25],
      ],
      { across: true },
    ),
  );
}

/** A branch of cherry blossom before a blurred park. */
export function cherryBlossom(d: Drawing): void {
  d.background([
    [0, '#8fc8f0'],
    [0.5, '#cfe3e6'],
    [1, '#a8c98a'],
  ]);
  d.bokeh(['#ffd3e2', '#ffffff', '#ffb3cd', '#d8f0b8'], 46, 1067, 130);
  d.path('M-40 240Q360 300 640 470Q900 620 1330 640', '#4a302a', { line: 30 });
  d.path('M560 420Q760 330 1010 300', '#553830', { line: 15 });
  d.path('M880 590Q1060 760 1290 850', '#553830', { line: 13 });
  d.path('M300 300Q380 470 540 640', '#553830', { line: 12 });
  const twigs = [
    [180, 280],
    [360, 330],
    [520, 410],
    [690, 500],
    [860, 580],
    [1050, 620],
    [1240, 640],
    [760, 350],
    [920, 315],
    [1010, 300],
    [1000, 700],
    [1150, 800],
    [1280, 845],
    [400, 470],
    [470, 560],
    [540, 640],
  ] as const;
  for (const [x, y] of twigs)
    for (let flower = 0; flower < 5; flower += 1)
      blossom(
        d,
        x + d.random.between(-85, 85),
        y + d.random.between(-75, 75),
        d.random.between(34, 58),
      );
  for (let petal = 0; petal < 34; petal += 1)
    d.ellipse(d.random.between(0, 1600), d.random.between(500, 1060), 13, 8, '#ffc9dc', {
      turn: d.random.between(0, 180),
      opacity: 0.85,
    });
}

function blossom(d: Drawing, x: number, y: number, size: number): void {
  const turn = d.random.between(0, 72);
  const paint = d.glow([
    [0, '#ff9cc0'],
    [0.5, '#ffd0e0'],
    [1, '#fff4f8'],
  ]);
  for (let petal = 0; petal < 5; petal += 1) {
    const angle = ((petal * 72 + turn) * Math.PI) / 180;
    d.ellipse(
      x + Math.cos(angle) * size * 0.48,
      y + Math.sin(angle) * size * 0.48,
      size * 0.46,
      size * 0.36,
      paint,
      { turn: petal * 72 + turn },
    );
  }
  d.circle(x, y, size * 0.15, '#d8407a');
  for (let stamen = 0; stamen < 6; stamen += 1)
    d.circle(
      x + Math.cos(stamen + turn) * size * 0.26,
      y + Math.sin(stamen + turn) * size * 0.26,
      size * 0.04,
      '#ffe27a',
    );
}

/** Ridge behind ridge of cedar forest in the morning mist. */
export function mistyMountains(d: Drawing): void {
  d.background([
    [0, '#a9c4dc'],
    [0.4, '#e9e4d8'],
    [1, '#5f7f84'],
  ]);
  d.light(1210, 270, 50, '#fffaf0', 9, 0.8);
  const layers = ['#b8c8d2', '#97b0bd', '#74949f', '#527680', '#335761', '#1c3b44'];
  for (const [index, colour] of layers.entries()) {
    const y = 430 + index * 105;
    d.ridge(y, 230 - index * 22, colour, { rough: 0.52 });
    if (index > 2)
      for (let tree = 0; tree < 40; tree += 1)
        conifer(
          d,
          d.random.between(0, 1600),
          y + 50 + d.random.between(-20, 40),
          (40 + index * 26) * d.random.between(0.7, 1.2),
          colour,
          0.16,
        );
    d.mist(y + 90, 130, '#f4efe6', 0.55);
  }
  for (let tree = 0; tree < 14; tree += 1)
    conifer(d, d.random.between(0, 1600), 1090, d.random.between(180, 330), '#0f272e', 0.17);
}

/** Dunes with a sharp crest between light and shade, and somebody small on it. */
export function sandDunes(d: Drawing): void {
  d.background([
    [0, '#2f7fc8'],
    [0.4, '#a9d3ec'],
    [0.5, '#f3e3c4'],
    [1, '#d89a4f'],
  ]);
  d.rect(
    0,
    470,
    1600,
    60,
    d.fade([
      [0, '#3f7fa8'],
      [1, '#6fa8c0'],
    ]),
  );
  d.ridge(560, 50, '#dcb27a', { rough: 0.4 });
  d.path(
    'M0 640Q380 520 760 590Q1180 660 1600 560V1067H0z',
    d.fade([
      [0, '#f2cd92'],
      [1, '#c98a48'],
    ]),
  );
  d.path(
    'M0 760Q500 560 900 470Q1030 640 1290 760Q1450 830 1600 840V1067H0z',
    d.fade([
      [0, '#ffdfa3'],
      [0.5, '#f0b566'],
      [1, '#b8743a'],
    ]),
  );
  d.path(
    'M900 470Q1030 640 1290 760Q1450 830 1600 840V1067H1180Q960 900 900 780Q840 640 900 470z',
    d.fade([
      [0, '#a8642f'],
      [0.5, '#7a4526'],
      [1, '#4f2c1c'],
    ]),
  );
  for (let wave = 0; wave < 26; wave += 1) {
    const y = 720 + wave * 15;
    d.path(
      `M${-40 + wave * 6} ${y + 40}Q${360 + wave * 10} ${y - 60} ${800 + wave * 6} ${y - 20 + wave * 4}`,
      wave % 2 === 0 ? '#c98a48' : '#ffe8b8',
      { line: 3, opacity: 0.5 },
    );
  }
  for (let step = 0; step < 22; step += 1)
    d.ellipse(300 + step * 27, 742 - step * 11.6, 5, 2.4, '#9a6230');
  person(d, 885, 484, 62, '#c23a3a');
  d.rect(
    0,
    470,
    1600,
    600,
    d.fade(
      [
        [0, '#fff0cf', 0.25],
        [0.6, '#fff', 0],
        [1, '#2a1a2a', 0.25],
      ],
      { across: true },
    ),
  );
}
