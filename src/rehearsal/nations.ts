/** Adjectives and continents of countries that travellers photograph most, by English name in lower case. */

export type Nation = {
  readonly adjective: string;
  readonly continent: string;
  readonly southern?: boolean;
};

const rows: readonly (readonly [continent: string, pairs: string])[] = [
  [
    'Europe',
    'albania Albanian|austria Austrian|belgium Belgian|bosnia and herzegovina Bosnian|bulgaria Bulgarian|croatia Croatian|cyprus Cypriot|czechia Czech|czech republic Czech|denmark Danish|england English|estonia Estonian|finland Finnish|france French|germany German|greece Greek|hungary Hungarian|iceland Icelandic|ireland Irish|italy Italian|latvia Latvian|lithuania Lithuanian|luxembourg Luxembourgish|malta Maltese|montenegro Montenegrin|netherlands Dutch|north macedonia Macedonian|norway Norwegian|poland Polish|portugal Portuguese|romania Romanian|scotland Scottish|serbia Serbian|slovakia Slovak|slovenia Slovenian|spain Spanish|sweden Swedish|switzerland Swiss|ukraine Ukrainian|united kingdom British|uk British|wales Welsh',
  ],
  [
    'Asia',
    'armenia Armenian|azerbaijan Azerbaijani|bangladesh Bangladeshi|cambodia Cambodian|china Chinese|georgia Georgian|india Indian|indonesia Indonesian|iran Iranian|iraq Iraqi|israel Israeli|japan Japanese|jordan Jordanian|kazakhstan Kazakh|laos Laotian|lebanon Lebanese|malaysia Malaysian|mongolia Mongolian|myanmar Burmese|nepal Nepalese|oman Omani|pakistan Pakistani|philippines Filipino|saudi arabia Saudi|singapore Singaporean|south korea Korean|sri lanka Sri Lankan|taiwan Taiwanese|thailand Thai|turkey Turkish|türkiye Turkish|united arab emirates Emirati|uzbekistan Uzbek|vietnam Vietnamese',
  ],
  [
    'Africa',
    'algeria Algerian|egypt Egyptian|ethiopia Ethiopian|kenya Kenyan|morocco Moroccan|senegal Senegalese|tunisia Tunisian|uganda Ugandan',
  ],
  [
    'North America',
    'canada Canadian|costa rica Costa Rican|cuba Cuban|dominican republic Dominican|guatemala Guatemalan|jamaica Jamaican|mexico Mexican|panama Panamanian|united states American|united states of america American|usa American',
  ],
  ['South America', 'colombia Colombian|ecuador Ecuadorian|venezuela Venezuelan'],
];

const southernRows: typeof rows = [
  [
    'South America',
    'argentina Argentinian|bolivia Bolivian|brazil Brazilian|chile Chilean|peru Peruvian|uruguay Uruguayan',
  ],
  [
    'Africa',
    'botswana Botswanan|madagascar Malagasy|namibia Namibian|south africa South African|tanzania Tanzanian|zambia Zambian|zimbabwe Zimbabwean',
  ],
  ['Oceania', 'australia Australian|fiji Fijian|new zealand New Zealand'],
];

function entries(table: typeof rows, southern: boolean): [string, Nation][] {
  return table.flatMap(([continent, pairs]) =>
    pairs.split('|').map((pair): [string, Nation] => {
      const split = pair.search(/ [A-Z]/);
      return [
        pair.slice(0, split),
        { adjective: pair.slice(split + 1), continent, ...(southern ? { southern } : {}) },
      ];
    }),
  );
}

const nations = new Map([...entries(rows, false), ...entries(southernRows, true)]);

export function nationOf(country: string): Nation | undefined {
  return nations.get(country.toLowerCase());
}

const northern = [
  'winter',
  'winter',
  'spring',
  'spring',
  'spring',
  'summer',
  'summer',
  'summer',
  'autumn',
  'autumn',
  'autumn',
  'winter',
];

/** The season of a day, where the country is known; tropics have none worth a word, but the calendar says one. */
export function seasonOf(date: string, country: string): string | undefined {
  const nation = nationOf(country);
  const month = Number(date.slice(5, 7));
  if (nation === undefined || !(month >= 1 && month <= 12)) return undefined;
  return northern[(month - 1 + (nation.southern === true ? 6 : 0)) % 12];
}
