/**
 * Names of places that photographers' keywords mix up: well-known cities and areas, and what people and things of a country
 * are called. For finding contradictions only; what is not here is not doubted.
 */
import { countryNames } from './countries.ts';
import { type Lexicon, lexicon } from './phrases.ts';

/** When the lists were last gone through. */
export const placeNamesAsOf = '2026-11-29';

/** Cities by country, without those that are a region as well. A name that is in several countries stands with each of them. */
const cities: Readonly<Record<string, string>> = {
  ARE: 'Dubai, Abu Dhabi, Sharjah',
  ARG: 'Buenos Aires, Ushuaia, Mendoza, Cordoba, Bariloche',
  AUS: 'Sydney, Melbourne, Brisbane, Perth, Adelaide, Canberra, Hobart, Cairns',
  AUT: 'Vienna, Salzburg, Innsbruck, Graz, Hallstatt',
  BEL: 'Brussels, Bruges, Antwerp, Ghent',
  BGR: 'Sofia, Plovdiv, Varna',
  BIH: 'Sarajevo, Mostar',
  BOL: 'La Paz, Uyuni',
  BRA: 'Rio de Janeiro, Sao Paulo, Brasilia, Salvador de Bahia, Manaus, Recife',
  CAN: 'Toronto, Montreal, Vancouver, Ottawa, Quebec City, Calgary, Banff',
  CHE: 'Zurich, Geneva, Bern, Lucerne, Basel, Zermatt, Interlaken, Lugano',
  CHL: 'Santiago, Santiago de Chile, Valparaiso, San Pedro de Atacama',
  CHN: 'Beijing, Shanghai, Guangzhou, Shenzhen, Chengdu, Xian, Guilin, Hangzhou, Lhasa',
  COL: 'Bogota, Medellin, Cartagena, Cali',
  CRI: 'San Jose',
  CUB: 'Havana, Trinidad de Cuba, Santiago de Cuba, Vinales',
  CZE: 'Prague, Brno, Cesky Krumlov, Karlovy Vary',
  DEU: 'Berlin, Munich, Hamburg, Cologne, Frankfurt, Dresden, Leipzig, Stuttgart, Nuremberg, Heidelberg, Rothenburg',
  DNK: 'Copenhagen, Aarhus, Odense',
  EGY: 'Cairo, Alexandria, Luxor, Aswan, Hurghada, Sharm el-Sheikh, Memphis',
  ESP: 'Madrid, Barcelona, Seville, Granada, Valencia, Bilbao, Toledo, Malaga, Cordoba, Salamanca, San Sebastian, Santiago de Compostela, Palma de Mallorca, Leon, Cartagena',
  EST: 'Tallinn, Tartu',
  FIN: 'Helsinki, Tampere, Turku, Rovaniemi',
  FRA: 'Paris, Marseille, Lyon, Bordeaux, Strasbourg, Toulouse, Avignon, Cannes, Colmar, Annecy, Carcassonne',
  GBR: 'London, Edinburgh, Glasgow, Manchester, Liverpool, Oxford, Cambridge, Cardiff, Belfast, Brighton, Inverness',
  GEO: 'Tbilisi, Batumi, Mestia',
  GRC: 'Athens, Thessaloniki, Heraklion, Chania',
  HRV: 'Zagreb, Dubrovnik, Zadar, Rovinj, Pula',
  HUN: 'Budapest, Debrecen',
  IDN: 'Jakarta, Yogyakarta, Ubud, Denpasar, Bandung',
  IND: 'Delhi, New Delhi, Mumbai, Kolkata, Chennai, Bangalore, Jaipur, Varanasi, Agra, Udaipur, Jodhpur, Amritsar, Rishikesh',
  IRL: 'Dublin, Galway, Killarney, Limerick',
  IRN: 'Tehran, Isfahan, Shiraz, Yazd',
  ISL: 'Reykjavik, Akureyri',
  ISR: 'Jerusalem, Tel Aviv, Haifa',
  ITA: 'Rome, Venice, Florence, Milan, Naples, Turin, Bologna, Verona, Palermo, Pisa, Siena, Genoa, Amalfi, Positano, Matera, Catania',
  JOR: 'Amman',
  JPN: 'Tokyo, Kyoto, Osaka, Hiroshima, Nara, Sapporo, Yokohama, Kobe, Nagoya, Fukuoka, Nagasaki, Kanazawa, Nikko, Kamakura',
  KAZ: 'Almaty, Astana',
  KEN: 'Nairobi, Mombasa',
  KHM: 'Phnom Penh, Siem Reap',
  KOR: 'Seoul, Busan, Gyeongju, Incheon',
  LAO: 'Vientiane, Luang Prabang',
  LBN: 'Beirut, Byblos, Baalbek',
  LKA: 'Colombo, Kandy, Galle',
  LTU: 'Vilnius, Kaunas',
  LVA: 'Riga',
  MAR: 'Marrakech, Marrakesh, Casablanca, Fes, Fez, Rabat, Tangier, Chefchaouen, Essaouira, Merzouga',
  MEX: 'Mexico City, Cancun, Oaxaca, Guadalajara, Merida, Puebla, Tulum, Guanajuato',
  MLT: 'Valletta, Mdina',
  MMR: 'Yangon, Mandalay',
  MNE: 'Kotor, Budva',
  MYS: 'Kuala Lumpur',
  NLD: 'Amsterdam, Rotterdam, The Hague, Utrecht, Delft, Giethoorn',
  NOR: 'Oslo, Bergen, Tromso, Trondheim, Stavanger',
  NPL: 'Kathmandu, Pokhara, Bhaktapur',
  NZL: 'Auckland, Wellington, Queenstown, Christchurch, Rotorua',
  PAK: 'Karachi, Lahore, Islamabad',
  PER: 'Lima, Cusco, Cuzco, Arequipa',
  PHL: 'Manila',
  POL: 'Warsaw, Krakow, Gdansk, Wroclaw, Poznan, Zakopane',
  PRT: 'Lisbon, Porto, Sintra, Faro, Coimbra, Braga, Funchal, Lagos, Evora',
  QAT: 'Doha',
  ROU: 'Bucharest, Brasov, Sibiu, Cluj-Napoca, Sighisoara',
  RUS: 'Moscow, Saint Petersburg, St Petersburg, Vladivostok, Kazan',
  SAU: 'Riyadh, Jeddah, Mecca, Medina',
  SGP: 'Singapore',
  SRB: 'Belgrade, Novi Sad',
  SVK: 'Bratislava',
  SVN: 'Ljubljana, Piran',
  SWE: 'Stockholm, Gothenburg, Malmo, Uppsala, Kiruna',
  THA: 'Bangkok, Chiang Mai, Ayutthaya, Pattaya, Sukhothai',
  TUN: 'Tunis, Sidi Bou Said',
  TUR: 'Istanbul, Ankara, Izmir, Antalya, Bursa, Konya, Trabzon, Bodrum, Mardin, Sanliurfa, Gaziantep',
  TWN: 'Taipei, Kaohsiung, Tainan',
  TZA: 'Dar es Salaam, Arusha',
  UKR: 'Kyiv, Kiev, Lviv, Odesa, Odessa',
  USA: 'New York, New York City, Los Angeles, Chicago, San Francisco, Las Vegas, Miami, Boston, Seattle, Washington DC, New Orleans, Honolulu, Philadelphia, San Diego, Houston, Dallas, San Jose, Athens, Rome, Florence, Venice, Cambridge, Manchester, Naples, Odessa, Alexandria, Moscow, Memphis, Saint Petersburg, St Petersburg, Toledo, Granada, Paris, Cordoba',
  UZB: 'Samarkand, Bukhara, Tashkent, Khiva',
  VNM: 'Hanoi, Ho Chi Minh City, Saigon, Hoi An, Hue, Da Nang, Sapa',
  ZAF: 'Cape Town, Johannesburg, Durban, Pretoria',
  NGA: 'Lagos',
  NIC: 'Granada, Leon',
  VEN: 'Valencia, Caracas, Merida',
};

/** Regions, islands and sights that a city may lie in, on or beside: in their own country they say nothing against it. */
const areas: Readonly<Record<string, string>> = {
  EGY: 'Giza',
  ESP: 'Ibiza',
  GRC: 'Santorini, Mykonos, Rhodes, Corfu, Meteora, Delphi',
  HKG: 'Kowloon',
  IDN: 'Bali',
  IND: 'Goa',
  IRN: 'Persepolis',
  ISR: 'Jaffa',
  JOR: 'Petra, Wadi Rum',
  KHM: 'Angkor Wat',
  LKA: 'Sigiriya',
  MMR: 'Bagan',
  MYS: 'Penang, Malacca, Langkawi',
  PER: 'Machu Picchu',
  PHL: 'Cebu, Boracay',
  THA: 'Phuket, Krabi',
  TUN: 'Carthage',
  TUR: 'Pamukkale, Cappadocia, Ephesus',
  TZA: 'Zanzibar',
  VNM: 'Ha Long',
};

/** Adjectives of countries. Those that also name styles, languages or food everywhere (`English`, `Roman`) are left out. */
const demonyms: Readonly<Record<string, string>> = {
  ARG: 'Argentinian, Argentine',
  AUS: 'Australian',
  AUT: 'Austrian',
  BEL: 'Belgian',
  BGR: 'Bulgarian',
  BRA: 'Brazilian',
  CAN: 'Canadian',
  CHE: 'Swiss',
  CHN: 'Chinese',
  CUB: 'Cuban',
  CZE: 'Czech',
  DEU: 'German',
  DNK: 'Danish',
  EGY: 'Egyptian',
  ESP: 'Spanish',
  FIN: 'Finnish',
  FRA: 'French',
  GEO: 'Georgian',
  GRC: 'Greek',
  HRV: 'Croatian',
  HUN: 'Hungarian',
  IDN: 'Indonesian, Balinese',
  IND: 'Indian',
  IRL: 'Irish',
  IRN: 'Iranian',
  ISL: 'Icelandic',
  ITA: 'Italian',
  JPN: 'Japanese',
  KEN: 'Kenyan',
  KHM: 'Cambodian',
  KOR: 'Korean',
  MAR: 'Moroccan',
  MEX: 'Mexican',
  MYS: 'Malaysian',
  NLD: 'Dutch',
  NOR: 'Norwegian',
  NPL: 'Nepalese, Nepali',
  PER: 'Peruvian',
  POL: 'Polish',
  PRT: 'Portuguese',
  ROU: 'Romanian',
  RUS: 'Russian',
  SRB: 'Serbian',
  SWE: 'Swedish',
  THA: 'Thai',
  TUN: 'Tunisian',
  TUR: 'Turkish',
  UKR: 'Ukrainian',
  USA: 'American',
  VNM: 'Vietnamese',
};

/** Names that are words, other places or names of people as well; a keyword that is one of them is not doubted. */
const ambiguous = new Set(
  'america chad chile china congo georgia guinea jersey jordan korea macedonia medina turkey'.split(
    ' ',
  ),
);
/** Names that in small letters are words: the hat, the colour, the bean. */
const words = new Set('danish dutch fez hue leon lima polish swiss'.split(' '));

export type PlaceName = {
  readonly kind: 'country' | 'city' | 'area' | 'adjective';
  /** Alpha-3 codes of the countries it belongs to. */
  readonly codes: readonly string[];
};

let names: Lexicon<PlaceName> | undefined;

/** The names of places and the adjectives of countries, for `findNames`. */
export function placeNames(): Lexicon<PlaceName> {
  names ??= lexicon([
    ...collected(demonyms, 'adjective'),
    ...collected(cities, 'city'),
    ...collected(areas, 'area'),
    ...[...countryNames()].map(
      ([name, code]) => [name, { kind: 'country', codes: [code] }] as const,
    ),
  ]);
  return names;
}

function collected(
  table: Readonly<Record<string, string>>,
  kind: PlaceName['kind'],
): Iterable<readonly [string, PlaceName]> {
  const codes = new Map<string, string[]>();
  for (const [code, list] of Object.entries(table))
    for (const name of list.split(', ')) codes.set(name, [...(codes.get(name) ?? []), code]);
  return [...codes].map(([name, of]) => [name, { kind, codes: of }] as const);
}

/** Whether a name may mean something else than the place: `turkey`, `Jordan`, `hue`. */
export function maySayMore(word: string): boolean {
  const small = word.toLowerCase();
  return ambiguous.has(small) || (word === small && words.has(small));
}
