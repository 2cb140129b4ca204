/** The outlets that come with the program. They hold to the schema, which a test keeps. */

import one23rf from './data/123rf.json' with { type: 'json' };
import adobe from './data/adobe.json' with { type: 'json' };
import alamy from './data/alamy.json' with { type: 'json' };
import depositphotos from './data/depositphotos.json' with { type: 'json' };
import dreamstime from './data/dreamstime.json' with { type: 'json' };
import envato from './data/envato.json' with { type: 'json' };
import folder from './data/folder.json' with { type: 'json' };
import istock from './data/istock.json' with { type: 'json' };
import magnific from './data/magnific.json' with { type: 'json' };
import picfair from './data/picfair.json' with { type: 'json' };
import pond5 from './data/pond5.json' with { type: 'json' };
import shutterstock from './data/shutterstock.json' with { type: 'json' };
import vecteezy from './data/vecteezy.json' with { type: 'json' };
import { type Outlet, outletSchema } from './schema.ts';

/** As they are in their files, without what the schema adds. */
export const outletData: readonly { readonly id: string }[] = [
  ...[adobe, shutterstock, istock, alamy, dreamstime, depositphotos, pond5],
  ...[one23rf, magnific, vecteezy, envato, picfair, folder],
];

let read: readonly Outlet[] | undefined;

/** Every outlet that comes with the program. */
export function builtInOutlets(): readonly Outlet[] {
  read ??= outletData.map((data) => outletSchema.parse(data));
  return read;
}
