/** Stars, colours and picks, as the programs of photographers write them. */
import { describe, expect, it } from 'vitest';
import { colourOfLabel, starsOf } from '../../src/rules/marks.ts';
import { readXmp } from '../../src/xmp/index.ts';

const spaces = {
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  photomechanic: 'http://ns.camerabits.com/photomechanic/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  darktable: 'http://darktable.sf.net/',
};

function marks(attributes: string, elements = '') {
  const declared = Object.entries(spaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  const { rating, label, colour, pick } = readXmp(
    Buffer.from(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${declared.join(' ')} ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  );
  return { rating, label, colour, pick };
}

describe('a packet', () => {
  it.each([
    ['xmp:Rating="4"', { rating: '4' }],
    ['xmp:Rating="-1"', { rating: '-1', pick: 'no' }],
    ['xmp:Label="Red"', { label: 'Red', colour: 'red' }],
    ['xmp:Label="Grün"', { label: 'Grün', colour: 'green' }],
    ['xmp:Label="Select"', { label: 'Select', colour: 'red' }],
    ['xmp:Label="for Anna"', { label: 'for Anna' }],
    ['xmpDM:pick="1"', { pick: 'yes' }],
    ['xmpDM:pick="-1" xmp:Rating="3"', { rating: '3', pick: 'no' }],
    ['xmpDM:pick="0"', {}],
    ['xmpDM:good="False"', { pick: 'no' }],
    ['digiKam:PickLabel="3" digiKam:ColorLabel="4"', { pick: 'yes', colour: 'green' }],
    ['digiKam:PickLabel="1"', { pick: 'no' }],
    ['digiKam:PickLabel="2" digiKam:ColorLabel="0"', {}],
    ['photomechanic:ColorClass="2" photomechanic:Tagged="True"', { colour: 'red', pick: 'yes' }],
    ['photomechanic:ColorClass="0" photomechanic:Tagged="False"', {}],
    ['photomechanic:Prefs="1:4:0:000345"', { colour: 'yellow', pick: 'yes' }],
    ['photomechanic:Prefs="0:0:0:-00001"', {}],
    ['MicrosoftPhoto:Rating="75"', { rating: '4' }],
    ['MicrosoftPhoto:Rating="75" xmp:Rating="5"', { rating: '5' }],
    ['digiKam:ColorLabel="blue" digiKam:PickLabel="x" photomechanic:ColorClass="99"', {}],
  ])('%s', (attributes, expected) => {
    const nothing = { rating: undefined, label: undefined, colour: undefined, pick: undefined };
    expect(marks(attributes)).toEqual({ ...nothing, ...expected });
  });

  it('of darktable has its colours in a list', () => {
    const list = '<rdf:Seq><rdf:li>3</rdf:li><rdf:li>1</rdf:li></rdf:Seq>';
    expect(marks('', `<darktable:colorlabels>${list}</darktable:colorlabels>`).colour).toBe('blue');
  });
});

it.each([
  ['5', 5],
  ['4.0', 4],
  ['-1', -1],
  ['0', 0],
  [' 3 ', 3],
  ['-2', undefined],
  ['99', undefined],
  ['', undefined],
  ['good', undefined],
  [undefined, undefined],
])('the rating %j is %j stars', (rating, stars) => {
  expect(starsOf(rating)).toBe(stars);
});

it('knows colours in any case and by no inherited name', () => {
  expect(colourOfLabel('RØD')).toBe('red');
  expect(colourOfLabel('constructor')).toBeUndefined();
});
