/** Streets and tables of Istanbul. Landscape sheets are 1600 by 1067 units, upright ones 1067 by 1600. */
import type { Drawing } from '../drawing.ts';
import { gulls, houses, person } from '../elements.ts';

/** Evening over the roofs below a round stone tower. */
export function galataTower(d: Drawing): void {
  d.background([
    [0, '#1e3a6b'],
    [0.35, '#4f6ea3'],
    [0.6, '#f0a878'],
    [0.72, '#ffdca6'],
    [1, '#8a5a4a'],
  ]);
  d.mist(1030, 300, '#ffe2b0', 0.7);
  houses(d, -20, 1080, 1180, {
    tall: 170,
    colours: ['#9a6b5b', '#a97866', '#8b5f55'],
    roof: '#7a4338',
  });
  const stone = d.fade(
    [
      [0, '#f3cfa0'],
      [0.45, '#cf9a72'],
      [1, '#6d4a45'],
    ],
    { across: true },
  );
  d.rect(410, 470, 250, 760, stone);
  d.rect(392, 560, 286, 34, stone);
  d.rect(398, 452, 274, 40, stone);
  d.polygon(
    [
      [392, 456],
      [535, 190],
      [678, 456],
    ],
    d.fade(
      [
        [0, '#5b6f8f'],
        [0.5, '#39506f'],
        [1, '#1e2c45'],
      ],
      { across: true },
    ),
  );
  d.rect(531, 130, 8, 70, '#2a3550');
  for (let row = 0; row < 4; row += 1)
    for (let column = 0; column < 3; column += 1)
      d.rect(
        450 + column * 70,
        520 + row * 150 + (row > 0 ? 40 : 0),
        26,
        58,
        row === 0 ? '#ffd98f' : '#6b4238',
      );
  houses(d, -30, 1090, 1400, {
    tall: 260,
    colours: ['#7a5450', '#8a5f55', '#6b4a4c', '#94685a'],
    roof: '#8f4a38',
    window: '#ffcf7d',
  });
  houses(d, -60, 1100, 1640, {
    tall: 330,
    colours: ['#4a3440', '#563c45', '#412f3d'],
    roof: '#63352f',
    window: '#ffb95c',
  });
  gulls(d, 12, 120, 640, '#2b3048');
}

/** Spices heaped below the arches and lamps of a covered market. */
export function spiceBazaar(d: Drawing): void {
  d.background([
    [0, '#2a160f'],
    [0.5, '#6d3f22'],
    [1, '#2c140d'],
  ]);
  for (let arch = 0; arch < 5; arch += 1) {
    const wide = 1500 - arch * 280;
    const paint = d.fade([
      [0, '#e0b070'],
      [0.6, '#a86a3a'],
      [1, '#5a301c'],
    ]);
    const x = 800 - wide / 2;
    d.path(
      `M${x} 1067V${520 - arch * 30}A${wide / 2} ${430 - arch * 66} 0 0 1 ${x + wide} ${520 - arch * 30}V1067z`,
      paint,
      { opacity: 0.45 + arch * 0.1 },
    );
    d.path(
      `M${x} 1067V${520 - arch * 30}A${wide / 2} ${430 - arch * 66} 0 0 1 ${x + wide} ${520 - arch * 30}V1067`,
      '#5d2f1a',
      { line: 14 },
    );
  }
  d.light(800, 470, 60, '#fff2cf', 7, 0.9);
  for (const [x, y, colour] of [
    [250, 190, '#e8574a'],
    [460, 260, '#3aa6a0'],
    [1130, 250, '#f0b43c'],
    [1370, 180, '#7a5bd0'],
    [640, 330, '#f07f3c'],
    [965, 330, '#4a8fe0'],
  ] as const) {
    d.line([x, 0], [x, y], '#1c100a', 4);
    d.light(x, y + 34, 38, colour, 4, 0.6);
    d.ellipse(
      x,
      y + 34,
      44,
      40,
      d.glow([
        [0, '#fff6d8'],
        [0.5, colour],
        [1, colour, 0.7],
      ]),
    );
  }
  for (const [x, tall, coat] of [
    [700, 210, '#3a4a6b'],
    [770, 230, '#7a3040'],
    [880, 215, '#2f5a50'],
    [930, 190, '#8a6a3a'],
  ] as const)
    person(d, x, 800, tall, coat);
  heaps(d);
}

function heaps(d: Drawing): void {
  const spices = [
    '#d8412a',
    '#f0b22a',
    '#8a4a1e',
    '#c8d04a',
    '#e8862a',
    '#7a1f2a',
    '#f3dca0',
    '#5a7a2a',
  ] as const;
  for (let row = 0; row < 3; row += 1)
    for (let heap = 0; heap < 7; heap += 1) {
      const wide = 150 + row * 60;
      const x = 800 + (heap - 3) * (wide + 16) + (row % 2) * 40;
      const y = 850 + row * 105;
      const colour = spices[(heap * 3 + row * 2) % spices.length] ?? '#d8412a';
      d.path(
        `M${x - wide / 2} ${y}Q${x} ${y - wide * 0.95} ${x + wide / 2} ${y}z`,
        d.glow([
          [0, '#fff0c0', 0.9],
          [0.35, colour],
          [1, colour],
        ]),
      );
      d.path(`M${x - wide / 2} ${y}Q${x} ${y - wide * 0.95} ${x + wide / 2} ${y}z`, colour, {
        opacity: 0.75,
      });
      d.rect(
        x - wide / 2 - 6,
        y - 4,
        wide + 12,
        46,
        d.fade([
          [0, '#b98250'],
          [1, '#4a2a16'],
        ]),
      );
    }
}

/** A red tram comes up a street of old fronts. */
export function redTram(d: Drawing): void {
  d.background([
    [0, '#a9c8e8'],
    [0.5, '#e9eef2'],
    [0.62, '#d9cfc0'],
    [1, '#8d8478'],
  ]);
  const fronts = ['#d9b98f', '#c8a27c', '#e6d3b3', '#b98f78', '#cfc2ae'] as const;
  for (const side of [-1, 1])
    for (let house = 0; house < 5; house += 1) {
      const near = 800 + side * (house === 0 ? 820 : 760 - house * 140);
      const far = 800 + side * (620 - house * 140);
      const [top, topFar] = [60 + house * 90, 150 + house * 90];
      const paint = d.fade([
        [0, fronts[house] ?? '#d9b98f'],
        [1, '#8f7660'],
      ]);
      d.polygon(
        [
          [near, top - 160],
          [far, topFar - 110],
          [far, 760 - house * 34],
          [near, 860 - house * 50],
        ],
        paint,
      );
      for (let floor = 0; floor < 4; floor += 1)
        for (let window = 0; window < 2; window += 1) {
          const x = near - side * (34 + window * 58);
          d.rect(x - 15, top + floor * (150 - house * 16) + 10, 30, 74 - house * 7, '#4a5563', {
            opacity: 0.75,
          });
        }
    }
  d.polygon(
    [
      [500, 1067],
      [1100, 1067],
      [845, 600],
      [755, 600],
    ],
    '#a39a8d',
  );
  for (const [bottom, top] of [
    [560, 770],
    [690, 786],
    [910, 814],
    [1040, 830],
  ] as const)
    d.line([bottom, 1067], [top, 600], '#5d574f', 6);
  tram(d, 800, 900);
  for (const [x, y, tall, coat] of [
    [420, 880, 220, '#2f4a6b'],
    [500, 850, 190, '#a33b3b'],
    [1190, 890, 240, '#4a4a52'],
    [1120, 830, 170, '#c9a23c'],
    [650, 760, 110, '#3b6b5a'],
    [968, 745, 100, '#6b3b5a'],
  ] as const)
    person(d, x, y, tall, coat);
  gulls(d, 5, 80, 300, '#5d6b7a');
}

function tram(d: Drawing, x: number, y: number): void {
  const red = d.fade([
    [0, '#d8382c'],
    [1, '#8f1d1a'],
  ]);
  d.ellipse(x, y + 16, 190, 22, '#3a342f', { opacity: 0.6 });
  d.rect(x - 150, y - 400, 300, 400, red);
  d.path(`M${x - 162} ${y - 395}Q${x} ${y - 470} ${x + 162} ${y - 395}z`, '#f3ead8');
  d.rect(x - 130, y - 350, 260, 150, '#22303f');
  for (const pane of [-128, -40, 48])
    d.rect(
      x + pane,
      y - 346,
      80,
      140,
      d.fade([
        [0, '#cfe3f2'],
        [1, '#5d7488'],
      ]),
    );
  d.rect(x - 150, y - 190, 300, 20, '#f3ead8');
  d.light(x, y - 90, 26, '#fff4c4', 5, 0.8);
  d.rect(x - 130, y - 26, 260, 22, '#2a2320');
  d.line([x, y - 440], [x + 4, y - 560], '#2a2a2a', 5);
}

/** Tea in a waisted glass before the lights of a shore. */
export function teaGlass(d: Drawing): void {
  d.background([
    [0, '#16233f'],
    [0.5, '#6b4a3a'],
    [0.7, '#a8693a'],
    [1, '#4a2a1a'],
  ]);
  d.bokeh(['#ffd27a', '#ff9a5c', '#7fb4ff', '#ffe9b8'], 34, 640, 90);
  d.rect(
    0,
    760,
    1600,
    310,
    d.fade([
      [0, '#8a5a38'],
      [1, '#3a2014'],
    ]),
  );
  for (let grain = 0; grain < 40; grain += 1)
    d.line(
      [0, 765 + grain * 8],
      [1600, 765 + grain * 8 + d.random.between(-14, 14)],
      '#2c180e',
      2,
      { opacity: 0.25 },
    );
  d.ellipse(800, 930, 330, 62, '#1d0f08', { opacity: 0.6 });
  d.ellipse(
    800,
    905,
    300,
    58,
    d.fade([
      [0, '#fff'],
      [1, '#c9c2ba'],
    ]),
  );
  d.ellipse(800, 898, 190, 34, '#b8afa6');
  const glass =
    'M672 330Q690 470 742 560Q690 680 700 800Q702 888 800 890Q898 888 900 800Q910 680 858 560Q910 470 928 330z';
  const tea =
    'M682 420Q700 500 746 562Q696 680 706 800Q708 880 800 882Q892 880 894 800Q904 680 854 562Q900 500 918 420z';
  d.path(glass, '#ffffff', { opacity: 0.28 });
  d.path(
    tea,
    d.fade(
      [
        [0, '#e8641c'],
        [0.5, '#a82c10'],
        [1, '#5a1208'],
      ],
      { across: true },
    ),
  );
  d.ellipse(800, 420, 118, 18, '#f58a3a');
  d.path('M716 450Q732 530 764 566Q724 680 728 790', '#ffe9c8', { line: 12, opacity: 0.7 });
  d.ellipse(800, 330, 128, 20, '#ffffff', { line: 5, opacity: 0.75 });
  for (const turn of [0, 1, 2])
    d.path(`M${760 + turn * 40} 300q-40 -60 0 -120q40 -60 0 -120`, '#fff', {
      line: 16,
      opacity: 0.14,
    });
  for (const x of [1090, 1160])
    d.rect(
      x,
      888,
      62,
      50,
      d.fade([
        [0, '#fff'],
        [1, '#d8d0c6'],
      ]),
      { turn: x === 1090 ? -9 : 14 },
    );
}
