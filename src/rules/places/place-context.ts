/** How the name of a place stands in a sentence: as where something is, or as a part of another name. */
import data from '../data/places.json' with { type: 'json' };

/** Words that make a name of the one behind or before them, in whatever case. */
const namesBefore =
  /(?:\b(?:new|little|lake|mount|mt\.?|cape|fort|port|porto|named(?: after)?|called|titled|entitled|film|movie|song|novel|musical|band|saint|st\.?|san|santa|santo|hagia|aya|ayia|agia|hotel|café|cafe|caffè|restaurant|bistro|brasserie|trattoria|pizzeria|air|radio|real|baked|pizza|nets?|tropic of|new south|ac|fc|inter|bayern|miss|made in|rue de|via|calle|avenida|plaza de|place de|porte de|palais de|(?:gulf|bay|sea|straits?|bank|embassy|consulate|treaty|peace|battle|siege|fall|conquest|congress|council|bishop|archbishop|patriarch|king|queen|emperor|prince|princess|duke|duchess|earl|lord|lady|merchant|barber|flags?|maps?|passports?|citizens?|globe|coins?|currency|stamps?|anthem|president|ambassador|copy|replica|model|style of) of(?: the)?|style of)\s+)$/iu;

/** People and things that come from somewhere, or are on their way there, are not in that place. */
const origins =
  /\b(?:(?:tourists?|travell?ers?|visitors?|guests?|pilgrims?|migrants?|immigrants?|refugees?|students?|fans?|supporters?|delegates?|delegation|soldiers?|workers?|players?|teams?|musicians?|dancers?|artists?|singers?|people|families|family|couples?|groups?|man|men|woman|women|girls?|boys?|friends|immigrated|imported|brought|goods|tea|coffee|carpets?|rugs?|spices|wines?|oranges|bananas|cheese|cars?|trains?|bus|buses|ferry|ferries|flights?|planes?|ships?|letters?|postcards?|parcels?|souvenirs?)\s+from|(?:trains?|bus|buses|ferry|ferries|flights?|planes?|ships?|trams?|road|way|highway|motorway|route|tickets?|leaves|departs|depart|bound) (?:to|for))\s+(?:the\s+)?$/iu;

/** What is called after a place wherever it is (data/places.json): `Brazil nuts`, `Oxford shoes`, `New York-style pizza`. */
const thingsBehind = new RegExp(
  `^[\\s-](?:${data.things.join('|')})(?:e?s)?(?![\\p{L}\\p{N}])|^-(?:style|inspired|bound|born|made|based)(?!\\p{L})|^ of the (?:north|south|east|west|orient|balkans|caribbean|alps|desert|middle east|far east)(?!\\p{L})`,
  'iu',
);

/** Names of cities that are given names as well: a name behind them with a capital is that of a family. */
const givenNames = new RegExp(`(?<!\\p{L})(?:${data.givenNames.join('|')})$`, 'u');
const sights =
  /^\s(?:Cathedral|Church|Basilica|Opera|Tower|Castle|Palace|Harbou?r|Airport|Port|Bay|River|Old|Town|Duomo|Arena|Skyline|Metro|Zoo|Museum|Gallery|Aquarium|Cricket|Football|Street|Eiffel|Louvre|CBD|Downtown|in|at|on)(?!\p{L})/u;

/** Only with a capital: `Paris Street` is a name, a busy `Paris street` is in Paris. */
const namesBehind =
  /^(?:['’]s)?\s(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Square|Gate|Wall|Hotel|Hostel|Inn|Caf[eé]|Restaurant|Bar|Pub|Bakery|House|Theat(?:re|er)|Cinema|Express|Bank|Club|Bridge|Park|Gardens?|Beach|Mall|Cent(?:re|er)|Market|Boutique|Apartments?|Residence|Agreement|Accords?|Treaty|Convention|Passage|Arcade|Building)(?![\p{L}\p{N}])/u;

/** What is in its city, unless it is one of those that are called so elsewhere: worth a look. */
const landmarkBehind =
  /^\s(?:Central Station|Station|University|Institute|School|College|Academy|Biennale|City)(?![\p{L}\p{N}])/u;
const landmarkBefore = /\b(?:university|academy|school|college|institute) of(?: the)?\s+$/iu;

const locative =
  /(?:\b(?:in|at|near|outside|around|inside|throughout|across|beside|behind|opposite|overlooking|facing|in front of|below|beneath|past|passing|passes|crossing|cross|crosses|along|visit(?:s|ing)?|enter(?:s|ing)?)|\b(?:town|city|cent(?:re|er)|streets?|district|port|harbou?r|suburbs?|village|province|region|skyline|outskirts|coast) of)(?:\s(?:the|old|historic|historical|downtown|central|northern|southern|eastern|western|modern|nearby|neighbou?ring))*\s+$/iu;

/** Whether most words begin with a capital, so that capitals say nothing. */
export function isTitleCase(text: string): boolean {
  const [, ...words] = text.match(/[\p{L}\p{M}]{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  // Headlines leave only short words small.
  const isHeadline = words.every((word) => word.length < 5 || /^\p{Lu}/u.test(word));
  return words.length >= 3 && isHeadline && capitals.length * 10 > words.length * 7;
}

/**
 * Whether the name from `start` to `end` says nothing of where the photo was taken: it is a part of another one (`Paris
 * Street`, `Brazil nuts`, `Gulf of Mexico`), stands on a sign (`a sign says "Roma"`), or says where somebody comes from.
 */
export function isPartOfName(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  const behind = text.slice(end);
  return (
    namesBefore.test(before) ||
    origins.test(before) ||
    isQuoted(before, behind) ||
    isPerson(text, start, end) ||
    thingsBehind.test(behind) ||
    (namesBehind.test(behind) && !isTitleCase(text))
  );
}

/** Whether a name is that of something which is in the city as a rule: `Vienna University`, `Rome Station`. */
export function isOfLandmark(text: string, start: number, end: number): boolean {
  return landmarkBehind.test(text.slice(end)) || landmarkBefore.test(text.slice(0, start));
}

/** `Florence Nightingale`, but not `Florence Cathedral`. */
function isPerson(text: string, start: number, end: number): boolean {
  const behind = text.slice(end);
  return (
    givenNames.test(text.slice(start, end)) &&
    /^\s\p{Lu}\p{Ll}/u.test(behind) &&
    !sights.test(behind) &&
    !isTitleCase(text)
  );
}

/** Inside of quotation marks stands what a sign or a person says. */
function isQuoted(before: string, behind: string): boolean {
  const opened = (before.match(/"/g) ?? []).length % 2 === 1 && behind.includes('"');
  return opened || (before.lastIndexOf('“') > before.lastIndexOf('”') && behind.includes('”'));
}

/** Whether the sentence says that something is in the place named there: `in Izmir`, `the port of Izmir`, `..., Izmir.` */
export function isLocated(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  return (
    locative.test(before) ||
    (/(?:,|\s[\p{Pd}|])\s*$/u.test(before) && /^\s*(?:[,.;]|$)/u.test(text.slice(end)))
  );
}
