/** Lists that portals give back, in whatever form. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPortalList } from '../../../src/rules/outlets/portal-list.ts';
import { anyText } from '../../helpers/any-text.ts';

/** `name verdict reason` of every row, or the complaint. */
function read(text: string): readonly string[] | string {
  const found = readPortalList(text);
  return 'complaint' in found
    ? found.complaint
    : found.rows.map(({ name, reason, verdict }) => [name, verdict, reason].join('|'));
}

it.each([
  [
    'Original Filename,Title,Status,Rejection Reason\nIMG1.jpg,"A, b",Approved,\nIMG2.jpg,C,Rejected,"Noise, focus"\nIMG3.jpg,D,Pending,\n',
    ['IMG1.jpg|accepted|', 'IMG2.jpg|refused|Noise, focus', 'IMG3.jpg|waiting|'],
  ],
  [
    '\ufeffFile name;Review status;Comment\r\nIMG1.jpg;Not approved;Similar content\r\nIMG2.jpg;In review;\r\nIMG3.jpg;Not yet reviewed;\r\n',
    ['IMG1.jpg|refused|Similar content', 'IMG2.jpg|waiting|', 'IMG3.jpg|waiting|'],
  ],
  [
    'ID\tName\tState\n1\tfolder/IMG1.jpg\tFOR_SALE\n2\tC:\\x\\IMG2.jpg\tDECLINED\n',
    ['IMG1.jpg|accepted|', 'IMG2.jpg|refused|'],
  ],
  [
    'filename,approved\nIMG1.jpg,yes\nIMG2.jpg,No\nIMG3.jpg,TRUE\nIMG4.jpg,false\nIMG5.jpg,no decision\n',
    [
      'IMG1.jpg|accepted|',
      'IMG2.jpg|refused|',
      'IMG3.jpg|accepted|',
      'IMG4.jpg|refused|',
      'IMG5.jpg|waiting|',
    ],
  ],
  [
    'file,reason\nIMG1.jpg,Out of focus\nIMG2.jpg,\n',
    ['IMG1.jpg|refused|Out of focus', 'IMG2.jpg|waiting|'],
  ],
  [
    'filename,status\nIMG1.jpg,Whatever\n\n,Approved\nIMG2.jpg\n',
    ['IMG1.jpg|waiting|', 'IMG2.jpg|waiting|'],
  ],
  [
    'filename,status\nIMG1.jpg,Not for sale\nIMG2.jpg,inactive\n',
    ['IMG1.jpg|refused|', 'IMG2.jpg|waiting|'],
  ],
  [
    'filename,status\nIMG1.jpg,Approved - not exclusive\nIMG2.jpg,"Accepted, pending release"\nIMG3.jpg,1\n',
    ['IMG1.jpg|accepted|', 'IMG2.jpg|accepted|', 'IMG3.jpg|waiting|'],
  ],
  [
    'sep=;\r\nFile name;Approved\r\nIMG1.jpg;1\r\nIMG2.jpg;0\r\nIMG3.jpg;Y\r\nIMG4.jpg;n\r\n',
    ['IMG1.jpg|accepted|', 'IMG2.jpg|refused|', 'IMG3.jpg|accepted|', 'IMG4.jpg|refused|'],
  ],
  ['\ufeff"sep=,"\nfilename,status\nIMG1.jpg,Live\n', ['IMG1.jpg|accepted|']],
  ['sep=\t\nfilename\tstatus\nIMG1.jpg\tLive\n', ['IMG1.jpg|accepted|']],
])('reads %j', (text, rows) => {
  expect(read(text)).toEqual(rows);
});

it('says what a file lacks that is no such list', () => {
  expect(read('Title,Status\nA,Approved\n')).toBe(
    'No column has the names of files; its first line has "Title" and "Status".',
  );
  expect(read('Filename,Title\nA,B\n')).toContain('No column has what became of them');
  expect(read('')).toContain('No column has');
});

it('takes any text for rows or says what is wrong, without lines or controls in what it keeps', () => {
  const cell = fc.oneof(anyText(), fc.constantFrom('"', '""', ';', 'Approved'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), (rows) => {
      const body = rows.map((row) => row.join(',')).join('\n');
      const found = read(`filename,status,reason\n${body}`);
      if (typeof found === 'string') expect(found).toMatch(/\.$/);
      else for (const row of found) expect(row).not.toMatch(/\p{Cc}/u);
    }),
  );
});
