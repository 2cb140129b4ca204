/** Names of people, in the forms in which programs write them. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXmp } from '../../src/xmp/index.ts';
import { askExifTool } from '../helpers/exiftool.ts';

const spaces = {
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  MP: 'http://ns.microsoft.com/photo/1.2/',
  MPRI: 'http://ns.microsoft.com/photo/1.2/t/RegionInfo#',
  MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
};

function peopleOf(elements: string): readonly string[] | undefined {
  const declared = Object.entries(spaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return readXmp(
    Buffer.from(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${declared.join(' ')}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  ).people;
}

const bag = (property: string, items: string) =>
  `<${property}><rdf:Bag>${items}</rdf:Bag></${property}>`;
const regions = (items: string) =>
  `<mwg-rs:Regions rdf:parseType="Resource">${bag('mwg-rs:RegionList', items)}</mwg-rs:Regions>`;

describe('people in a packet', () => {
  it.each([
    ['nobody', '', undefined],
    [
      'IPTC, as a list',
      bag('Iptc4xmpExt:PersonInImage', '<rdf:li>Ann Smith</rdf:li><rdf:li> Bob\n Jones </rdf:li>'),
      ['Ann Smith', 'Bob Jones'],
    ],
    [
      'IPTC with details, whose name is told by language',
      bag(
        'Iptc4xmpExt:PersonInImageWDetails',
        '<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="tr">Ayşe</rdf:li><rdf:li xml:lang="x-default">Ayse</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li>',
      ),
      ['Ayse'],
    ],
    [
      'faces as Lightroom writes them',
      regions(
        '<rdf:li><rdf:Description mwg-rs:Rotation="0.1" mwg-rs:Name="Ann Smith" mwg-rs:Type="Face"><mwg-rs:Area stArea:h="0.1" stArea:w="0.1" stArea:x="0.5" stArea:y="0.5"/></rdf:Description></rdf:li>',
      ),
      ['Ann Smith'],
    ],
    [
      'faces as digiKam and Picasa write them, and none twice',
      `${regions('<rdf:li rdf:parseType="Resource"><mwg-rs:Name>Ann &amp; Co</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type></rdf:li><rdf:li mwg-rs:Name="Ann &amp; Co"/>')}`,
      ['Ann & Co'],
    ],
    [
      'no regions that are none of people, and none without a name',
      regions(
        '<rdf:li mwg-rs:Name="Rex" mwg-rs:Type="Pet"/><rdf:li mwg-rs:Type="Focus"/><rdf:li mwg-rs:Name="Unknown" mwg-rs:Type="Face"/><rdf:li mwg-rs:Name="Bob" mwg-rs:Type="Face"/>',
      ),
      ['Bob'],
    ],
    [
      'people as Windows tags them',
      `<MP:RegionInfo rdf:parseType="Resource">${bag('MPRI:Regions', '<rdf:li MPReg:PersonDisplayName="Cem" MPReg:Rectangle="0, 0, 1, 1"/>')}</MP:RegionInfo>`,
      ['Cem'],
    ],
    ['a text where a structure should be', '<mwg-rs:Regions>Ann</mwg-rs:Regions>', undefined],
    [
      'what is no name',
      bag('Iptc4xmpExt:PersonInImage', `<rdf:li>${'x'.repeat(101)}</rdf:li>`),
      undefined,
    ],
  ])('are read: %s', (_, elements, expected) => {
    expect(peopleOf(elements)).toEqual(expected);
  });

  it('are bounded, however many faces there are', () => {
    const many = Array.from({ length: 4000 }, (_, index) => `<rdf:li mwg-rs:Name="P${index}"/>`);
    expect(peopleOf(regions(many.join('')))).toHaveLength(50);
  });

  it('are read as ExifTool writes them', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'proofsheet-people-')), 'a.xmp');
    await writeFile(
      file,
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    );
    await askExifTool([
      '-struct',
      '-XMP-iptcExt:PersonInImage=Ann',
      '-XMP-iptcExt:PersonInImageWDetails={PersonName=Dana}',
      '-XMP-mwg-rs:RegionInfo={RegionList=[{Name=Bob,Type=Face},{Name=Rex,Type=Pet}]}',
      '-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Cem}]}',
      file,
    ]);
    expect(readXmp(await readFile(file)).people).toEqual(['Ann', 'Dana', 'Bob', 'Cem']);
  });
});
