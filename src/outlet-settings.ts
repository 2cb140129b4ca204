/** The settings that there are for each outlet: how it is entered. */
import {
  line,
  number,
  oneOf,
  type SettingSpec,
  server,
  type ValueOf,
  yesNo,
} from './setting-kinds.ts';

/** What can be set for each outlet: `outlets.adobe.user`. What is empty is as the outlet's own facts have it. */
export const outletSpecs = {
  user: line('Who you are at this outlet; of S3 the id of the access key.'),
  passwordCommand: line(
    'A command that prints your password there, or the secret key of S3, as its first line; empty for the stored one.',
  ),
  host: server('Its server, where it is another than the outlet names.'),
  port: number(0, 65_535, 0, 'The port of that server; 0 for what the outlet names.'),
  directory: line(
    'The directory for your photos, or the folder; of S3 the bucket, and behind a slash what names begin with.',
  ),
  where: line(
    'Which photos go there, as the filter of the review has it (usage:commercial rating:>=3); empty for all.',
  ),
  keyFile: line('A private key for SFTP; the password is then its passphrase.'),
  region: line('The region of the S3 service.', { fallback: 'us-east-1' }),
  bucketIn: oneOf(['path', 'host'], 'Where addresses of S3 name the bucket.'),
  unprotected: yesNo(false, 'Plain FTP may send your password there without asking you again.'),
} as const satisfies Record<string, SettingSpec<unknown>>;

type OutletKey = keyof typeof outletSpecs;
export const outletKeys = Object.keys(outletSpecs) as OutletKey[];

/** The settings of one outlet. */
export type OutletSettings = { readonly [Key in OutletKey]: ValueOf<(typeof outletSpecs)[Key]> };

export type OutletName = `outlets.${string}.${OutletKey}`;

/** The outlet and the key of a name such as `outlets.adobe.user`. */
export function outletIn(
  name: string,
): { readonly outlet: string; readonly key: OutletKey } | undefined {
  const [, outlet, word] = /^outlets\.([a-z0-9][a-z0-9-]*)\.(\w+)$/.exec(name) ?? [];
  const key = outletKeys.find((known) => known === word);
  return outlet === undefined || key === undefined ? undefined : { outlet, key };
}
