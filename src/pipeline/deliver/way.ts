/** How copies get to an outlet, in words. */
import type { Outlet } from '../../rules/outlets/schema.ts';

const ways: Readonly<Record<Outlet['delivery']['value']['way'], string>> = {
  sftp: 'SFTP',
  ftps: 'FTPS',
  'ftps-implicit': 'FTPS (implicit)',
  ftp: 'FTP',
  s3: 'S3',
  folder: 'a folder',
  hand: 'by hand',
};

export function wayText({ delivery }: Outlet): string {
  return ways[delivery.value.way];
}
