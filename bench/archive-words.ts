/**
 * English titles and keywords as an archive of travel photos has them, put together from tables by the numbers of whoever
 * fills a catalog, so that they are the same every time.
 */
import { termKey } from '../src/rules/keywords/terms.ts';

/** A whole number from 0 to below `most`. */
export type Draw = (most: number) => number;

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

const adjectives = list(`
  ancient autumn blue bright busy calm carved coastal colourful cosy crowded curved distant early elegant empty evening famous
  floating foggy frozen golden grand green grey handmade hidden historic icy large little local lonely medieval misty modern
  morning narrow old open ornate painted paved peaceful popular quiet rainy red remote restored ruined rural rustic sandy
  scenic small snowy stone striped summer sunlit tall tidal traditional tropical urban vintage white wide wild windy winter
  wooden yellow`);
const things = list(`
  alley arch avenue awning balcony bakery basket bazaar beach bell bench bicycle boat boulevard bread bridge building buoy
  cafe canal canopy castle cathedral chapel chimney church cliff clock cloister coast column cottage courtyard crane dome
  door dune embankment facade farm fence ferry field fishery flower fog forest fort fountain fruit garden gate gorge gull
  hall harbour hedge hill house hut inlet island jetty kiosk lake lamp lane lantern lawn library lighthouse lock mansion
  market meadow minaret monastery monument mosaic mosque mountain museum orchard pagoda palace park pasture path pavilion
  pier pine plaza pond port promenade quarry quay railway rampart reef ridge river road roof ruin sail school sculpture
  shop shore shrine skyline slope spire square staircase stall statue steeple stream street sunrise sunset swan tavern
  temple terrace theatre tile tower track trail train tram tree tunnel valley vegetable viaduct village vineyard wall
  warehouse waterfall waterfront wave well wharf wheel windmill window workshop yacht`);
const people = list(`
  baker builder carpenter cook cyclist dancer diver driver farmer fisher florist gardener guide hiker musician painter
  pedestrian pilgrim porter potter rower sailor shepherd skier student surfer tailor tourist traveller vendor waiter walker
  weaver`);
const ideas = list(`
  adventure agriculture architecture art city climate commerce community cuisine culture daylight daytime design destination
  detail dusk editorial environment everyday exterior festival fishing food geography heritage history holiday horizon
  horizontal journey landmark landscape leisure lifestyle light morning nature nobody outdoor outdoors panorama people
  perspective pilgrimage reflection religion scenery season shadow sightseeing silhouette sky spring street summer texture
  tourism tourist tradition transport travel trip vacation vertical view walking water weather weekend winter`);
const doings = list(
  `cross pass watch photograph leave reach enter face paint follow visit repair sketch circle approach`,
);
const times = list(`dawn dusk midday night noon sunrise sunset twilight`);
const towns = {
  begin:
    list(`Ash Black Bly Brad Cal Clay Crom Dal Elm Farn Glen Hart Har Kings Lang Lin Mal Mar Mil Nor Oak Pen Quin
    Red Sal Shel Thorn Wal West Wood`),
  end: list(`borough bourne bridge brook bury by combe dale den fell field ford gate ham haven hurst ley low mere
    minster mouth pool port stead stoke thorpe ton wick worth wood`),
};
const countries =
  `Albania,Argentina,Austria,Belgium,Bolivia,Brazil,Bulgaria,Cambodia,Chile,Colombia,Croatia,Cuba,Cyprus,
  Denmark,Ecuador,Egypt,Estonia,Finland,France,Georgia,Germany,Greece,Hungary,Iceland,India,Indonesia,Ireland,Italy,Japan,
  Jordan,Kenya,Latvia,Lithuania,Malaysia,Malta,Mexico,Morocco,Nepal,Norway,Peru,Poland,Portugal,Romania,Slovenia,Spain,
  Sweden,Thailand,Tunisia,Turkey,Vietnam`
    .split(',')
    .map((name) => name.trim());

/** One of 900 towns and the country that it is in, one of 50. */
export function townNumber(index: number): { readonly city: string; readonly country: string } {
  const town = index % (towns.begin.length * towns.end.length);
  const begin = towns.begin[town % towns.begin.length] ?? '';
  const end = towns.end[Math.floor(town / towns.begin.length)] ?? '';
  return { city: `${begin}${end}`, country: countries[town % countries.length] ?? '' };
}

const oneOf = (words: readonly string[], draw: Draw): string => words[draw(words.length)] ?? '';
/** The first ones more often, as some words are on most photos. */
const usualOf = (words: readonly string[], draw: Draw): string =>
  words[Math.min(draw(words.length), draw(words.length))] ?? '';
const described = (words: readonly string[], draw: Draw): string =>
  `${oneOf(adjectives, draw)} ${oneOf(words, draw)}`;

/** A description of a photo, 12 to 16 words. */
export function descriptionOf(draw: Draw): string {
  const seen = `${described(people, draw)}s ${oneOf(doings, draw)} the ${described(things, draw)}`;
  const text = `${seen} near the ${described(things, draw)} beside the ${oneOf(things, draw)} at ${oneOf(times, draw)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function shortTitleOf(draw: Draw): string {
  const text = `${described(things, draw)} and ${oneOf(people, draw)}s at ${oneOf(times, draw)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** So many keywords of about 17,000, single words and pairs, of which none repeats another, the given ones first. */
export function keywordsOf(count: number, given: readonly string[], draw: Draw): string[] {
  const keywords = new Map(given.map((keyword) => [termKey(keyword), keyword]));
  while (keywords.size < count) {
    const keyword = keywordOf(draw);
    if (!keywords.has(termKey(keyword))) keywords.set(termKey(keyword), keyword);
  }
  return [...keywords.values()];
}

function keywordOf(draw: Draw): string {
  const kind = draw(10);
  if (kind < 3) return usualOf(ideas, draw);
  if (kind < 6) return usualOf(things, draw);
  if (kind < 7) return oneOf(people, draw);
  return described(kind < 9 ? things : people, draw);
}
