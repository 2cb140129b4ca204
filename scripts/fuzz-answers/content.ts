/** Kind 5: settings and names of cameras, contact data, dates, sales talk, and titles that are none. */
import {
  type AnswerClass,
  asIs,
  type Made,
  nothing,
  type Scene,
  wrongKeywords,
  wrongShortTitle,
  wrongTitle,
} from './case.ts';
import data from './content.json' with { type: 'json' };
import { beginnings } from './cuts.ts';
import type { Draw } from './draw.ts';
import { months } from './scenes.ts';

const none = (made: Made): Made => ({ ...made, expected: nothing });

function settingOf(draw: Draw): string {
  const stop = draw.pick(['1.4', '1.8', '2.8', '4', '5.6', '8', '11', '16']);
  const iso = draw.pick(['100', '200', '640', '1600', '6400', '12800']);
  const length = draw.pick(['24', '35', '50', '85', '135', '200', '400']);
  const time = draw.pick(['1/60', '1/125', '1/250', '1/1000', '1/8000']);
  return draw.pick([
    `f/${stop}`,
    `f${stop}`,
    `F/${stop}`,
    `ƒ/${stop}`,
    `f ${stop}`,
    `ISO ${iso}`,
    `iso${iso}`,
    `ISO-${iso}`,
    `${length}mm f/${stop}`,
    `${length} mm lens`,
    `16-35mm f/2.8`,
    `100-400mm`,
    `${time}s`,
    `${time} sec`,
    `${time} s`,
    `shutter speed ${time}`,
    `aperture f/${stop}`,
    `${length}mm, f/${stop}, ISO ${iso}`,
  ]);
}

function contactOf(draw: Draw): string {
  const name = draw.pick(['lightroaming', 'anna.photo', 'stock_by_joe', 'wanderlens']);
  const number = () => String(100 + draw.below(900));
  return draw.pick([
    `bit.ly/3x${name.slice(0, 3)}`,
    `t.me/${name.replace('.', '')}`,
    `@${name}`,
    `instagram: ${name}`,
    `IG @${name}`,
    `www.${name.replace('.', '')}.com`,
    `https://${name.replace('.', '')}.net/p/1`,
    `${name}@gmail.com`,
    `${name} at gmail dot com`,
    `+49 171 ${number()} ${number()}`,
    `(555) ${number()}-4${number()}`,
    `call 0171-${number()}${number()}`,
    `+1-202-${number()}-0${number()}`,
    `WhatsApp +351 912 ${number()} ${number()}`,
    `fb.com/${name.replace('.', '')}`,
    `youtu.be/a${number()}`,
    `wa.me/44${number()}${number()}`,
    `linktr.ee/${name.replace('.', '')}`,
    `tel: 020 7946 0${number()}`,
  ]);
}

function dateKeyword(draw: Draw): string {
  const month = draw.pick(months);
  const day = 1 + draw.below(28);
  const year = 2005 + draw.below(20);
  const two = (number: number) => String(number).padStart(2, '0');
  const number = 1 + draw.below(12);
  return draw.pick([
    `${month} ${day}th`.replace('1th', '1st'),
    `${day} ${month} ${year}`,
    `${month} ${year}`,
    `${month.slice(0, 3)} ${year}`,
    `${year}`,
    `${two(day)}.${two(number)}.${year}`,
    `${year}-${two(number)}-${two(day)}`,
    `${two(number)}/${two(day)}/${year}`,
    `Q${1 + draw.below(4)} ${year}`,
    `summer ${year}`,
    `${day}th of ${month}`,
    `${month} ${day}, ${year}`,
    `year ${year}`,
    `${year}/${two(number)}`,
    `${two(day)}-${month.slice(0, 3)}-${year}`,
    `${year}${two(number)}${two(day)}`,
  ]);
}

/** A sentence with more to it, put behind the description; without it the description is right. */
const behind =
  (what: (draw: Draw) => string, joints: readonly string[]) =>
  (draw: Draw, scene: Scene): Made => {
    const wrong = `${scene.description}${draw.pick(joints)}${what(draw)}`;
    const short = what(draw);
    const start = shortened(scene);
    return draw.chance(0.75)
      ? wrongTitle(scene, wrong, [scene.description])
      : wrongShortTitle(scene, `${start} - ${short}`, [start]);
  };

/** A beginning of the short title that leaves room and does not end in the air. */
function shortened({ shortTitle }: Scene): string {
  return beginnings(shortTitle).findLast(({ length }) => length < 40) ?? shortTitle;
}

const inKeywords =
  (what: (draw: Draw) => string) =>
  (draw: Draw, scene: Scene): Made =>
    wrongKeywords(draw, scene, [what(draw)]);

const kind = '5';
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const contentClasses: readonly AnswerClass[] = [
  {
    name: 'camera-settings-in-title',
    kind,
    make: behind(settingOf, [', ', ' - ', ' at ', ' shot at ', '. ', ' | ']),
  },
  { name: 'camera-settings-as-keyword', kind, make: inKeywords(settingOf) },
  {
    name: 'camera-name-in-title',
    kind,
    make: behind(
      (draw) => draw.pick(data.cameras),
      [', shot on ', ' - ', ' taken with a ', ' (', ' photographed with '],
    ),
  },
  { name: 'camera-name-as-keyword', kind, make: inKeywords((draw) => draw.pick(data.cameras)) },
  {
    name: 'contact-in-title',
    kind,
    make: behind(contactOf, [', ', ' - ', ' by ', ' | ', '. Contact: ', ' ']),
  },
  { name: 'contact-as-keyword', kind, make: inKeywords(contactOf) },
  { name: 'date-as-keyword', kind, make: inKeywords(dateKeyword) },
  {
    name: 'sales-talk-before',
    kind,
    make: (d, s) => {
      const talk = d.pick(data.salesBefore);
      return d.chance(0.7)
        ? wrongTitle(s, `${talk} ${lowered(s.description)}`, [s.description])
        : wrongShortTitle(s, `${talk} ${lowered(shortened(s))}`, [shortened(s)]);
    },
  },
  {
    name: 'sales-talk-behind',
    kind,
    make: (d, s) =>
      wrongTitle(
        s,
        `${s.description}${d.pick([', ', ' - ', '. ', ' '])}${d.pick(data.salesBehind)}`,
        [s.description],
      ),
  },
  { name: 'sales-talk-as-keyword', kind, make: inKeywords((d) => d.pick(data.salesKeywords)) },
  {
    name: 'speaks-of-the-picture',
    kind,
    make: (d, s) => {
      const rest = lowered(s.description);
      return wrongTitle(s, `${d.pick(data.ofPicture)} ${rest}`, [
        s.description,
        capitalised(`a ${rest}`),
        // How near a picture is taken is a fact.
        `Close-up of ${rest}`,
        `Close-up of a ${rest}`,
      ]);
    },
  },
  {
    name: 'capitals-in-title',
    kind,
    make: (d, s) =>
      d.chance(0.7)
        ? wrongTitle(s, s.description.toUpperCase(), [s.description])
        : wrongShortTitle(s, s.shortTitle.toUpperCase(), [s.shortTitle]),
  },
  {
    name: 'capitals-in-keywords',
    kind,
    make: (_, s) => {
      const keywords = s.keywords.map((word) => word.toUpperCase());
      return {
        answer: { content: { ...s, keywords } },
        expected: { ...asIs(s), mustPass: false },
        planted: keywords.join(', '),
      };
    },
  },
  {
    name: 'offensive-title',
    kind,
    make: (d, s) => none(wrongTitle(s, d.pick(data.offensiveTitles), [])),
  },
  { name: 'offensive-keyword', kind, make: inKeywords((d) => d.pick(data.offensive)) },
  {
    name: 'one-word-title',
    kind,
    make: (d, s) => none(wrongTitle(s, d.pick(data.oneWord), [])),
  },
  {
    name: 'list-as-title',
    kind,
    make: (d, s) =>
      none(
        wrongTitle(
          s,
          capitalised(
            d
              .some(
                s.keywords.filter((word) => word !== s.place.city && word !== s.place.country),
                5 + d.below(5),
              )
              .join(d.pick([', ', ', ', ',', '; ', ' | ', ' / '])),
          ),
          [],
        ),
      ),
  },
  {
    name: 'title-ends-in-the-air',
    kind,
    make: (d, s) => wrongTitle(s, `${s.description}${d.pick(data.inTheAir)}`, [s.description]),
  },
  {
    name: 'short-title-ends-in-the-air',
    kind,
    make: (d, s) => {
      const start = shortened(s);
      return wrongShortTitle(s, start + d.pick(data.inTheAir), [start]);
    },
  },
  {
    name: 'title-ends-in-a-sign',
    kind,
    make: (d, s) =>
      wrongTitle(
        s,
        `${s.description}${d.pick([',', ', ', ':', ';', ' -', ' –', '...', '…', ' (', ' "', ' &', ' /', ', ,'])}`,
        [s.description],
      ),
  },
  {
    name: 'doubled-words',
    kind,
    make: (d, s) => {
      const words = s.description.split(' ');
      const at = 1 + d.below(words.length - 1);
      const wrong = [...words.slice(0, at), words[at], ...words.slice(at)].join(' ');
      return wrongTitle(s, wrong, [s.description]);
    },
  },
];
