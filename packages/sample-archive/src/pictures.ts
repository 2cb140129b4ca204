/** The pictures of the sample archive: what each shows, and which chance its waves, windows and leaves follow. */
import type { Drawing } from './drawing.ts';
import { beach, stormLighthouse } from './scenes/atlantic.ts';
import { balloonOverValley, balloonsAtSunrise } from './scenes/balloons.ts';
import {
  bosphorusFerry,
  bridgeAtNight,
  mosqueSunrise,
  squareAfterRain,
} from './scenes/bosphorus.ts';
import { galataTower, redTram, spiceBazaar, teaGlass } from './scenes/istanbul.ts';
import {
  bambooGrove,
  cherryBlossom,
  mistyMountains,
  sandDunes,
  stoneGarden,
} from './scenes/japan.ts';
import {
  goldenPavilion,
  lanternLane,
  pagodaInAutumn,
  pagodaInSnow,
  redGates,
} from './scenes/kyoto.ts';
import { midsummerNight, quayAtNight, ribeira } from './scenes/porto.ts';
import { paintedTiles, tiledChurch, vineyards } from './scenes/portugal.ts';

/** `turned`: stored lying, to be shown upright by EXIF orientation 6, as cameras do; `tall`: stored upright. */
export type Format = 'wide' | 'turned' | 'tall';

export type Picture = {
  /** The name of the photo in the archive. */
  readonly name: string;
  readonly draw: (drawing: Drawing) => void;
  readonly format: Format;
  /** The frames of a burst share their seed, so that they differ only in what moves. */
  readonly seed: number;
};

const burstSeed = 1501;

function frame(index: number): Picture {
  const draw = (drawing: Drawing) => bosphorusFerry(drawing, index);
  return { name: `IMG_${2038 + index}.jpg`, draw, format: 'wide', seed: burstSeed };
}

/** Every picture has a seed of its own, so that another one may be added anywhere. */
function scene(
  seed: number,
  name: string,
  draw: (drawing: Drawing) => void,
  format: Format = 'wide',
): Picture {
  return { name: `${name}.jpg`, draw, format, seed };
}

export const pictures: readonly Picture[] = [
  ...[0, 1, 2, 3].map(frame),
  scene(1004, 'IMG_2077', galataTower, 'turned'),
  scene(1005, 'IMG_2103', spiceBazaar),
  scene(1006, 'IMG_2120', redTram),
  scene(1007, 'IMG_2164', squareAfterRain),
  scene(1008, 'DSC_0412', mosqueSunrise),
  scene(1009, 'DSC_0430', bridgeAtNight),
  scene(1010, 'DSC_0455', teaGlass),
  scene(1011, 'DSC_0501', balloonsAtSunrise),
  scene(1012, 'DSC_0517', balloonOverValley, 'tall'),
  scene(1013, 'DSCF3310', ribeira),
  scene(1014, 'DSCF3342', tiledChurch, 'turned'),
  scene(1015, 'DSCF3401', midsummerNight),
  scene(1016, 'DSCF3420', quayAtNight),
  scene(1017, 'DSCF3433', paintedTiles),
  scene(1018, 'DSCF3450', stormLighthouse),
  scene(1019, 'DSCF3462', beach),
  scene(1020, 'DSCF3501', vineyards),
  scene(1021, 'DSC08112', lanternLane, 'turned'),
  scene(1022, 'DSC08140', redGates),
  scene(1023, 'DSC08177', pagodaInAutumn),
  scene(1024, 'DSC08203', bambooGrove, 'turned'),
  scene(1025, 'DSC08231', goldenPavilion),
  scene(1026, 'DSC08250', stoneGarden),
  scene(1027, 'DSC08301', cherryBlossom),
  scene(1028, 'DSC08330', mistyMountains),
  scene(1029, 'DSC08402', sandDunes),
  scene(1030, 'IMG_0042', pagodaInSnow),
];
