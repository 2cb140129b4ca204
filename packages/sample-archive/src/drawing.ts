/** A sheet of SVG to draw a scene on: shapes, gradients, and the few things that every landscape needs. */
import type { Random } from './random.ts';

export type Point = readonly [x: number, y: number];
/** A colour at a place from 0 to 1, and how opaque it is there. */
export type Stop = readonly [at: number, colour: string, opacity?: number];
export type Look = { readonly opacity?: number; readonly turn?: number; readonly line?: number };

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** One picture. Later shapes lie over earlier ones. */
export class Drawing {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly #definitions: string[] = [];
  #shapes: string[] = [];
  #names = 0;

  constructor(width: number, height: number, random: Random) {
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /** The picture as SVG, to be rendered `edge` pixels long on its longer side. */
  svg(edge: number): string {
    const scale = edge / Math.max(this.width, this.height);
    const size = `width="${Math.round(this.width * scale)}" height="${Math.round(this.height * scale)}"`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${this.width} ${this.height}">`,
      `<defs>${this.#definitions.join('')}</defs>`,
      ...this.#shapes,
      '</svg>',
    ].join('\n');
  }

  /** A paint that changes from top to bottom, or from left to right. */
  fade(stops: readonly Stop[], { across = false } = {}): string {
    const direction = across ? 'x2="1" y2="0"' : 'x2="0" y2="1"';
    return this.#paint('linearGradient', direction, stops);
  }

  /** A paint that changes from the middle of a shape outwards. */
  glow(stops: readonly Stop[]): string {
    return this.#paint('radialGradient', '', stops);
  }

  #paint(kind: string, attributes: string, stops: readonly Stop[]): string {
    const name = this.#name();
    const marks = stops.map(
      ([at, colour, opacity = 1]) =>
        `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    );
    this.#definitions.push(`<${kind} id="${name}" ${attributes}>${marks.join('')}</${kind}>`);
    return `url(#${name})`;
  }

  #name(): string {
    this.#names += 1;
    return `p${this.#names}`;
  }

  #shape(
    element: string,
    paint: string,
    { opacity = 1, turn = 0, line }: Look,
    middle: Point,
  ): void {
    const colours =
      line === undefined
        ? `fill="${paint}"`
        : `fill="none" stroke="${paint}" stroke-width="${line}"`;
    // The opacity of a whole element would be rendered on a sheet of its own, which is many times slower.
    const part = line === undefined ? 'fill' : 'stroke';
    const clear = opacity < 1 ? ` ${part}-opacity="${Math.round(opacity * 100) / 100}"` : '';
    const turned =
      turn === 0 ? '' : ` transform="rotate(${short(turn)} ${middle.map(short).join(' ')})"`;
    this.#shapes.push(`<${element} ${colours}${clear}${turned} stroke-linecap="round"/>`);
  }

  rect(x: number, y: number, width: number, height: number, paint: string, look: Look = {}): void {
    const [w, h] = [Math.max(0, width), Math.max(0, height)];
    const box = `rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"`;
    this.#shape(box, paint, look, [x + w / 2, y + h / 2]);
  }

  ellipse(x: number, y: number, rx: number, ry: number, paint: string, look: Look = {}): void {
    const round = `ellipse cx="${short(x)}" cy="${short(y)}" rx="${short(rx)}" ry="${short(ry)}"`;
    this.#shape(round, paint, look, [x, y]);
  }

  circle(x: number, y: number, radius: number, paint: string, look: Look = {}): void {
    this.ellipse(x, y, radius, radius, paint, look);
  }

  polygon(points: readonly Point[], paint: string, look: Look = {}): void {
    const list = points.map((point) => point.map(short).join(',')).join(' ');
    this.#shape(`polygon points="${list}"`, paint, look, points[0] ?? [0, 0]);
  }

  /** `data` is SVG path data. */
  path(data: string, paint: string, look: Look = {}): void {
    this.#shape(`path d="${data}"`, paint, look, [0, 0]);
  }

  line(from: Point, to: Point, paint: string, width: number, look: Look = {}): void {
    const data = `M${from.map(short).join(' ')}L${to.map(short).join(' ')}`;
    this.path(data, paint, { ...look, line: width });
  }

  /** What `draw` draws, moved, turned or paled as a whole. */
  group(attributes: string, draw: () => void): void {
    const outer = this.#shapes;
    this.#shapes = [];
    draw();
    outer.push(`<g ${attributes}>${this.#shapes.join('')}</g>`);
    this.#shapes = outer;
  }

  /** What `draw` draws above the water line, and once more upside down below it. */
  mirrored(waterLine: number, opacity: number, draw: () => void): void {
    const [above, below, name] = [this.#name(), this.#name(), this.#name()];
    const clip = (id: string, y: number, height: number) =>
      `<clipPath id="${id}"><rect y="${y}" width="${this.width}" height="${height}"/></clipPath>`;
    this.#definitions.push(
      clip(above, 0, waterLine),
      clip(below, waterLine, this.height - waterLine),
    );
    this.group(`clip-path="url(#${above})"`, () => this.group(`id="${name}"`, draw));
    this.#shapes.push(
      `<g clip-path="url(#${below})"><use href="#${name}" opacity="${opacity}" transform="translate(0 ${2 * waterLine}) scale(1 -1)"/></g>`,
    );
  }

  background(stops: readonly Stop[]): void {
    this.rect(0, 0, this.width, this.height, this.fade(stops));
  }

  /** A sun, moon or lamp with light around it. */
  light(x: number, y: number, radius: number, colour: string, reach = 6, strength = 0.75): void {
    const halo = this.glow([
      [0, colour, strength],
      [0.25, colour, strength * 0.45],
      [0.6, colour, strength * 0.12],
      [1, colour, 0],
    ]);
    this.circle(x, y, radius * reach, halo);
    this.circle(x, y, radius, colour);
  }

  /** A line of hills from edge to edge, filled down to the bottom. */
  ridge(y: number, height: number, paint: string, { rough = 0.5, look = {} as Look } = {}): void {
    const heights = this.#skyline(rough);
    const step = this.width / (heights.length - 1);
    const points = heights.map((value, index): Point => [index * step, y - value * height]);
    this.polygon([[0, this.height], ...points, [this.width, this.height]], paint, look);
  }

  /** 129 heights about 0 by displacing midpoints; the rougher, the more the small steps count. */
  #skyline(rough: number): readonly number[] {
    let heights = [this.random.between(-0.5, 0.5), this.random.between(-0.5, 0.5)];
    for (let size = 1; heights.length < 129; size *= rough) {
      heights = heights.flatMap((value, index) => {
        const next = heights[index + 1];
        return next === undefined
          ? [value]
          : [value, (value + next) / 2 + this.random.between(-0.5, 0.5) * size];
      });
    }
    return heights;
  }

  /** Waves from a horizon down to the bottom: short and faint far away, long and bright near by. */
  ripples(
    top: number,
    colour: string,
    count: number,
    opacity = 0.35,
    from = 0,
    to = this.width,
  ): void {
    for (let index = 0; index < count; index += 1) {
      const near = this.random.next() ** 1.6;
      const length = 20 + near * 190 * this.random.between(0.5, 1.2);
      const x = this.random.between(from - length / 2, to - length / 2);
      const y = top + near * (this.height - top);
      this.ellipse(x + length / 2, y, length / 2, 1 + near * 3.4, colour, {
        opacity: opacity * this.random.between(0.3, 1),
      });
    }
  }

  /** Blurred spots of light, as a wide open lens sees lamps. */
  bokeh(
    colours: readonly [string, ...string[]],
    count: number,
    bottom = this.height,
    size = 60,
  ): void {
    for (let index = 0; index < count; index += 1) {
      const colour = this.random.pick(colours);
      const paint = this.glow([
        [0, colour, 0.55],
        [0.8, colour, 0.42],
        [0.93, colour, 0.6],
        [1, colour, 0],
      ]);
      const radius = this.random.between(size * 0.35, size);
      this.circle(
        this.random.between(0, this.width),
        this.random.between(0, bottom),
        radius,
        paint,
        {
          opacity: this.random.between(0.25, 0.8),
        },
      );
    }
  }

  /** A band of mist, densest in its middle. */
  mist(y: number, height: number, colour: string, opacity: number): void {
    const paint = this.fade([
      [0, colour, 0],
      [0.5, colour, opacity],
      [1, colour, 0],
    ]);
    this.rect(0, y - height / 2, this.width, height, paint);
  }

  /** A cloud of soft puffs, broad below. */
  cloud(x: number, y: number, wide: number, colour: string, opacity = 0.8): void {
    const puff = this.glow([
      [0, colour, opacity],
      [0.55, colour, opacity * 0.6],
      [1, colour, 0],
    ]);
    for (let index = 0; index < 14; index += 1) {
      const at = this.random.between(-1, 1);
      const size = wide * 0.3 * (1.1 - Math.abs(at)) + wide * 0.06;
      this.ellipse(
        x + at * wide * 0.5,
        y - size * this.random.between(0, 0.45),
        size,
        size * 0.62,
        puff,
      );
    }
  }

  stars(count: number, bottom: number): void {
    for (let index = 0; index < count; index += 1)
      this.circle(
        this.random.between(0, this.width),
        this.random.between(0, bottom),
        this.random.between(0.8, 2.2),
        '#fff',
        { opacity: this.random.between(0.2, 0.9) },
      );
  }
}
