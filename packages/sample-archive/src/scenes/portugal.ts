/** Tiles and vineyards. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';
import { person } from '../elements.ts';

/** A church covered with blue tiles and a tram before it; upright. */
export function tiledChurch(d: Drawing): void {
  d.background([
    [0, '#3d86d0'],
    [0.6, '#cfe6f5'],
    [1, '#d9d2c4'],
  ]);
  d.cloud(190, 330, 420, '#ffffff');
  d.rect(150, 430, 770, 900, '#eef3f6');
  d.polygon(
    [
      [130, 440],
      [535, 190],
      [940, 440],
    ],
    '#e3dccb',
  );
  d.polygon(
    [
      [200, 430],
      [535, 226],
      [870, 430],
    ],
    '#5d86b8',
  );
  d.rect(526, 90, 18, 110, '#8f8678');
  d.rect(500, 122, 70, 16, '#8f8678');
  for (let row = 0; row < 22; row += 1)
    for (let column = 0; column < 19; column += 1) {
      const [x, y] = [172 + column * 38, 470 + row * 38];
      const shade = d.random.pick(['#2f62a8', '#3f78bf', '#7fa8d8', '#dfeaf5', '#2a5596']);
      d.polygon(
        [
          [x + 19, y + 3],
          [x + 35, y + 19],
          [x + 19, y + 35],
          [x + 3, y + 19],
        ],
        shade,
        { opacity: 0.85 },
      );
    }
  for (const x of [150, 520, 890])
    d.rect(
      x,
      430,
      34,
      900,
      d.fade(
        [
          [0, '#f3ecdc'],
          [1, '#b8ab94'],
        ],
        { across: true },
      ),
    );
  for (const [x, y, w, h] of [
    [455, 880, 160, 450],
    [270, 660, 120, 190],
    [680, 660, 120, 190],
  ] as const) {
    d.rect(x - 16, y - 16, w + 32, h + 16, '#d9cdb6');
    d.path(
      `M${x} ${y + h}V${y + w / 2}A${w / 2} ${w / 2} 0 0 1 ${x + w} ${y + w / 2}V${y + h}z`,
      d.fade([
        [0, '#5a3d2a'],
        [1, '#2a1a12'],
      ]),
    );
  }
  d.rect(
    0,
    1320,
    1067,
    280,
    d.fade([
      [0, '#b5aa9a'],
      [1, '#6d6459'],
    ]),
  );
  for (const y of [1465, 1525]) d.rect(0, y, 1067, 7, '#4a443d');
  yellowTram(d, 60, 1510);
  for (const [x, tall, coat] of [
    [760, 190, '#3b5a8a'],
    [840, 178, '#c24a4a'],
    [960, 200, '#3a3f3a'],
  ] as const)
    person(d, x, 1490, tall, coat);
}

function yellowTram(d: Drawing, x: number, y: number): void {
  d.ellipse(x + 280, y + 6, 310, 20, '#2a2622', { opacity: 0.5 });
  d.rect(
    x,
    y - 150,
    560,
    140,
    d.fade([
      [0, '#f7c53a'],
      [1, '#c98a1a'],
    ]),
  );
  d.rect(x - 6, y - 300, 572, 26, '#f3ead2');
  d.rect(x + 10, y - 276, 540, 130, '#4a3520');
  for (let pane = 0; pane < 7; pane += 1)
    d.rect(
      x + 22 + pane * 76,
      y - 268,
      62,
      108,
      d.fade([
        [0, '#cfe4f2'],
        [1, '#6f8ba0'],
      ]),
    );
  d.rect(x, y - 116, 560, 12, '#f3ead2');
  for (const wheel of [130, 430]) d.circle(x + wheel, y - 6, 32, '#2a2420');
  d.light(x + 556, y - 90, 13, '#fff6cf', 5, 0.8);
  d.line([x + 280, y - 300], [x + 330, y - 470], '#2a2622', 5);
}

/** Painted tiles from close by. */
export function paintedTiles(d: Drawing): void {
  d.background([
    [0, '#f6f3ea'],
    [1, '#dcd8cc'],
  ]);
  const size = 266;
  for (let row = 0; row < 5; row += 1)
    for (let column = 0; column < 7; column += 1)
      tile(d, column * size - 60, row * size - 80, size);
  d.rect(
    0,
    0,
    1600,
    1067,
    d.fade(
      [
        [0, '#fff6dc', 0.35],
        [0.5, '#ffffff', 0],
        [1, '#1f2f4a', 0.35],
      ],
      { across: true },
    ),
  );
}

function tile(d: Drawing, x: number, y: number, size: number): void {
  const [cx, cy, r] = [x + size / 2, y + size / 2, size / 2];
  const tint = d.random.pick(['#fbfaf5', '#f4f2ea', '#f8f6ee', '#efece2']);
  d.rect(x + 3, y + 3, size - 6, size - 6, tint);
  for (const [dx, dy] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const) {
    d.path(
      `M${cx + dx * r * 0.97} ${cy + dy * r * 0.3}Q${cx + dx * r * 0.4} ${cy + dy * r * 0.4} ${cx + dx * r * 0.3} ${cy + dy * r * 0.97}L${cx + dx * r * 0.97} ${cy + dy * r * 0.97}z`,
      '#2b5aa6',
    );
    d.circle(cx + dx * r * 0.76, cy + dy * r * 0.76, r * 0.12, '#f2c14a');
    d.ellipse(cx + dx * r * 0.34, cy + dy * r * 0.34, r * 0.3, r * 0.1, '#4a86cc', {
      turn: dx * dy * 45,
    });
  }
  for (let petal = 0; petal < 8; petal += 1)
    d.ellipse(
      cx + Math.cos((petal * Math.PI) / 4) * r * 0.3,
      cy + Math.sin((petal * Math.PI) / 4) * r * 0.3,
      r * 0.22,
      r * 0.085,
      petal % 2 === 0 ? '#1f4a94' : '#5f9ad8',
      { turn: petal * 45 },
    );
  d.circle(cx, cy, r * 0.15, '#f2c14a');
  d.circle(cx, cy, r * 0.06, '#c96a2a');
  d.rect(
    x + 3,
    y + 3,
    size - 6,
    size - 6,
    d.fade([
      [0, '#fff', 0.35],
      [0.4, '#fff', 0],
      [1, '#20304a', 0.16],
    ]),
  );
}

/** Terraced vineyards above a bend of the river in late light. */
export function vineyards(d: Drawing): void {
  d.background([
    [0, '#5f96cf'],
    [0.3, '#f0d9b0'],
    [0.42, '#ffe2a8'],
    [1, '#6b6a3a'],
  ]);
  d.light(330, 330, 56, '#fff8dc', 9, 0.9);
  d.ridge(430, 130, '#a99fb0', { rough: 0.45 });
  d.mist(440, 130, '#ffe9c0', 0.7);
  d.ridge(520, 130, '#8a8f7a', { rough: 0.45 });
  d.ridge(600, 120, '#7a8a52', { rough: 0.42 });
  d.path(
    'M1600 560Q1180 600 1000 690Q880 760 1120 830Q1400 900 1600 900z',
    d.fade([
      [0, '#f7dca8'],
      [0.5, '#9fb4bf'],
      [1, '#5a7f94'],
    ]),
  );
  terraces(d, -100, 660, 1150, 12, ['#7f9a3c', '#5d7f2f', '#96a845', '#b5a23f']);
  d.path(
    'M980 1067Q1250 900 1600 860V1067z',
    d.fade([
      [0, '#7a8a3a'],
      [1, '#3f4a22'],
    ]),
  );
  for (let row = 0; row < 8; row += 1)
    d.path(
      `M${1010 + row * 60} 1067Q${1280 + row * 44} ${930 + row * 10} 1600 ${880 + row * 26}`,
      '#4f6326',
      { line: 9, opacity: 0.8 },
    );
  d.rect(690, 596, 90, 44, '#f7f0e0');
  d.polygon(
    [
      [680, 598],
      [735, 566],
      [790, 598],
    ],
    '#b8563a',
  );
  for (const x of [640, 664, 812]) d.ellipse(x, 600, 9, 38, '#3f5230');
}

function terraces(
  d: Drawing,
  x: number,
  y: number,
  wide: number,
  rows: number,
  greens: readonly [string, ...string[]],
): void {
  d.path(
    `M${x} ${y}Q${x + wide * 0.55} ${y - 60} ${x + wide} ${y + 130}Q${x + wide * 0.9} ${y + 330} ${x + wide * 1.1} 1067L${x} 1067z`,
    d.fade([
      [0, '#a89a4a'],
      [1, '#4a5426'],
    ]),
  );
  for (let row = 0; row < rows; row += 1) {
    const top = y + 10 + row * 36;
    const data = `M${x} ${top}Q${x + wide * 0.5} ${top - 50 + row * 7} ${x + wide * (0.98 - Math.abs(row - 5) * 0.012)} ${top + 90 + row * 2}`;
    d.path(data, '#8a7440', { line: 22, opacity: 0.6 });
    d.path(data, greens[row % greens.length] ?? greens[0], { line: 14 });
    d.path(data, '#e6d57a', { line: 3, opacity: 0.5 });
  }
}
