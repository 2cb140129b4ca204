/** Stars, colours and picks, by which photographers sort photos, in words of ours. */

/** Names of colours that labels are found by. */
export const colours = [
  ...['red', 'orange', 'yellow', 'green', 'cyan'],
  ...['blue', 'purple', 'grey', 'black', 'white'],
] as const;
export type Colour = (typeof colours)[number];

/** What Lightroom and Bridge call their labels in the languages they come in. */
const namesOfColours: Readonly<Record<Colour, string>> = {
  red: 'red select rot auswahl rouge rojo rosso vermelho rood röd rød czerwony красный',
  orange: 'orange naranja arancione laranja oranje',
  yellow: 'yellow second gelb jaune amarillo giallo amarelo geel gul żółty желтый жёлтый',
  green: 'green approved grün vert verde groen grön grønn zielony зеленый зелёный',
  cyan: 'cyan teal türkis turquoise',
  blue: 'blue review blau bleu azul blu blauw blå niebieski синий',
  purple:
    'purple magenta violet pink lila violett purpur pourpre púrpura morado viola roxo paars lilla fioletowy пурпурный фиолетовый',
  grey: 'grey gray grau gris grigio cinza grijs',
  black: 'black schwarz noir negro nero preto zwart',
  white: 'white weiß blanc blanco bianco branco wit',
};

const colourByName = new Map(
  colours.flatMap((colour) => namesOfColours[colour].split(' ').map((name) => [name, colour])),
);

/** The colour that the text of a label names. */
export function colourOfLabel(label: string | undefined): Colour | undefined {
  return colourByName.get(label?.normalize('NFC').toLowerCase() ?? '');
}

/** The stars that a rating comes to, from -1 (rejected) to 5; undefined where it is no rating. */
export function starsOf(rating: string | undefined): number | undefined {
  const stars = Math.round(Number(rating?.trim() || Number.NaN));
  return stars >= -1 && stars <= 5 ? stars : undefined;
}
