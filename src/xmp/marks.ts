/**
 * What photographers mark photos with while they sort them: stars, colours, picked or rejected. Each program has
 * properties of its own for that (ExifTool's tables of XMP name them all); here they come to the same few words.
 */
import { type Colour, colourOfLabel, starsOf } from '../rules/marks.ts';
import { type Property, simple, label as xmpLabel, rating as xmpRating } from './namespaces.ts';

export type Marks = {
  /** As it stands there: stars from 0 to 5, -1 for a rejected photo. */
  readonly rating?: string;
  /** The text of the label, as it stands there. */
  readonly label?: string;
  readonly colour?: Colour;
  readonly pick?: 'yes' | 'no';
};

/** digiKam's ColorLabel, 0 is none. */
const ofDigikam: readonly (Colour | undefined)[] = [
  ...([undefined, 'red', 'orange', 'yellow', 'green'] as const),
  ...(['blue', 'purple', 'grey', 'black', 'white'] as const),
];

/** Photo Mechanic's ColorClass as the program comes, 0 is none: Winner, Winner alt, Superior, ... Trash. */
const ofPhotoMechanic: readonly (Colour | undefined)[] = [
  ...([undefined, 'purple', 'red', 'orange', 'yellow'] as const),
  ...(['green', 'cyan', 'blue', 'grey'] as const),
];

const ofDarktable: readonly Colour[] = ['red', 'yellow', 'green', 'blue', 'purple'];

/** Stars of the percentages that Windows writes. */
const starsOfPercent: Readonly<Record<string, string>> = {
  1: '1',
  25: '2',
  50: '3',
  75: '4',
  99: '5',
};

const read = {
  pick: simple('xmpDM:pick'),
  good: simple('xmpDM:good'),
  pickLabel: simple('digiKam:PickLabel'),
  colorLabel: simple('digiKam:ColorLabel'),
  colorClass: simple('photomechanic:ColorClass'),
  tagged: simple('photomechanic:Tagged'),
  /** `1:2:0:000345`: tagged, class, rating, frame; all that older versions write. */
  prefs: simple('photomechanic:Prefs'),
  percent: simple('MicrosoftPhoto:Rating'),
  darktable: simple('darktable:colorlabels'),
} as const;

/** The marks of a packet. @param texts the texts of a property; one, or those of a list */
export function marksIn(texts: (property: Property) => readonly string[]): Marks {
  const one = (property: Property) => texts(property)[0]?.trim() || undefined;
  const [prefsTagged, prefsClass] = (one(read.prefs) ?? '').split(':');
  const stars = one(xmpRating) ?? starsOfPercent[one(read.percent) ?? ''];
  const label = one(xmpLabel);
  const colour =
    ofDigikam[Number(one(read.colorLabel))] ??
    ofPhotoMechanic[Number(one(read.colorClass) ?? prefsClass)] ??
    ofDarktable[Number(one(read.darktable))] ??
    colourOfLabel(label);
  const pick =
    pickOf(one(read.pick), '1', '-1') ??
    pickOf(one(read.pickLabel), '3', '1') ??
    pickOf(one(read.good), 'true', 'false') ??
    pickOf(one(read.tagged) ?? prefsTagged, 'true 1', '') ??
    (starsOf(stars) === -1 ? 'no' : undefined);
  return {
    ...(stars === undefined ? {} : { rating: stars }),
    ...(label === undefined ? {} : { label }),
    ...(colour === undefined ? {} : { colour }),
    ...(pick === undefined ? {} : { pick }),
  };
}

function pickOf(text: string | undefined, yes: string, no: string): Marks['pick'] {
  const said = text?.toLowerCase() ?? '';
  if (said === '') return undefined;
  if (yes.split(' ').includes(said)) return 'yes';
  return no.split(' ').includes(said) ? 'no' : undefined;
}
