/** How the name of a place stands in a sentence: as where something is, or as a part of another name. */

/** Words that make a name of the one behind or before them, in whatever case. */
const namesBefore =
  /(?:\b(?:new|little|lake|mount|mt\.?|cape|fort|port|porto|saint|st\.?|san|santa|santo|hagia|aya|ayia|agia|hotel|café|cafe|caffè|restaurant|bistro|brasserie|trattoria|pizzeria|air|radio|real|ac|fc|inter|bayern|miss|made in|rue de|via|calle|avenida|plaza de|place de|porte de|palais de|(?:gulf|bay|sea|straits?|bank|embassy|consulate|university|treaty|council|bishop|king|queen|prince|princess|duke|duchess|earl|lord|flags?|map|maps) of(?: the)?)\s+)$/iu;

const thingsBehind =
  /^\s(?:nuts?|sprouts?|lace|sausages?|beef|terriers?|goose|geese|pigs?|fowl|hats?|shorts|triangle|leather|ink|libre|cigars?|sling|orchids?|noodles|rice|peppers?|beans?|salads?|cheese|pizzas?|ham|spruces?|maples?|cedars?|pines?|plane trees?|roses?|lily|lilies|ivy|fir|united|fc|jerseys?|shirts?|scarf|scarves|flags?|embassy|consulate|airlines?|airways)\b/iu;

/** Only with a capital: `Paris Street` is a name, a busy `Paris street` is in Paris. */
const namesBehind =
  /^\s(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Square|Gate|Wall|Hotel|Hostel|Inn|Caf[eé]|Restaurant|Bar|Pub|Bakery|House|Theat(?:re|er)|Cinema|Station|Express|Bank|University|Institute|School|College|Academy|Club|Bridge|Park|Gardens?|Beach|Mall|Cent(?:re|er)|Market|Boutique|Apartments?|Residence|Biennale|City|Agreement|Accords?|Treaty|Convention|Passage|Arcade|Building)(?![\p{L}\p{N}])/u;

const locative =
  /(?:\b(?:in|at|near|outside|around|inside|throughout|across)|\b(?:town|city|cent(?:re|er)|streets?|district|port|harbou?r|suburbs?|village|province|region|skyline|outskirts|coast) of)(?:\s(?:the|old|historic|historical|downtown|central|northern|southern|eastern|western|modern|nearby|neighbou?ring))*\s+$/iu;

/** Whether most words begin with a capital, so that capitals say nothing. */
export function isTitleCase(text: string): boolean {
  const [, ...words] = text.match(/[\p{L}\p{M}]{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= 3 && capitals.length * 10 > words.length * 7;
}

/** Whether the name from `start` to `end` is a part of another: `Paris Street`, `Brazil nuts`, `Gulf of Mexico`. */
export function isPartOfName(text: string, start: number, end: number): boolean {
  const behind = text.slice(end);
  return (
    namesBefore.test(text.slice(0, start)) ||
    thingsBehind.test(behind) ||
    (namesBehind.test(behind) && !isTitleCase(text))
  );
}

/** Whether the sentence says that something is in the place named there: `in Izmir`, `the port of Izmir`, `..., Izmir.` */
export function isLocated(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  return (
    locative.test(before) || (/,\s*$/u.test(before) && /^\s*(?:[,.;]|$)/u.test(text.slice(end)))
  );
}
