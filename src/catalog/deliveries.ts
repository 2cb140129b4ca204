/** What went to which outlet, and what became of it. */
import type { CalendarDay, PhotoText, Place, Size, Usage } from '../photo.ts';
import { type Further, furtherOfParts } from '../rules/answers/further.ts';
import type { Releases } from '../rules/outlets/master-text.ts';
import { type AtOutlet, atOutlets } from './at-outlet.ts';
import type { Catalog } from './catalog.ts';
import { isChosen, takesPart } from './choice.ts';
import { pages } from './pages.ts';
import { releasesOf } from './releases.ts';
import { sql, these } from './sql.ts';
import { stored } from './stored.ts';

export const deliveryStates = ['ready', 'delivered', 'accepted', 'refused'] as const;
/** ready: its copy is made. Whoever is delivered, accepted or refused has left. */
export type DeliveryState = (typeof deliveryStates)[number];

export type Delivery = {
  readonly photoId: number;
  readonly state: DeliveryState;
  /** Of the copy, for good. */
  readonly name: string;
  /** A hash of all that the copy and its row in the CSV were made of. */
  readonly madeFrom: string;
  readonly bytes: number;
  /** How far its upload has come. */
  readonly upload: UploadStep | null;
  /** Of what was uploaded, the CSV that has its row; '' while none has. */
  readonly csv: string | null;
};

/**
 * older: another copy of it may be there under its name. sending: begun. direct: begun under its own name. whole: all of
 * it is there, and may have got its own name.
 */
export type UploadStep = 'older' | 'sending' | 'direct' | 'whole';

/** An embedded photo with its accepted text, as far as delivering needs it, and what has become of it at outlets. */
export type ToDeliver = {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly identity: string;
  /** Of the photo; the description is the one that people edit. Empty where it was not accepted. */
  readonly text: DeliveredText;
  /** By outlet: what has become of it there, and what a person has said of it. */
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly said: ReadonlyMap<string, AtOutlet>;
};

type DeliveredText = PhotoText & {
  readonly releases?: Releases | undefined;
  readonly further?: Further | undefined;
  readonly caption?: string | undefined;
  readonly usage: Usage;
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
  readonly size: Size;
};

type Row = {
  readonly [Column in 'id' | 'bytes' | 'width' | 'height']: number;
} & {
  readonly [Column in
    | 'path'
    | 'usage'
    | 'description'
    | 'short_title'
    | 'keywords'
    | 'further'
    | 'title_decision'
    | 'keywords_decision']: string;
} & {
  readonly [Column in
    | 'identity'
    | 'city'
    | 'country'
    | 'region'
    | 'country_code'
    | 'taken_on'
    | 'caption']: string | null;
};

const columns = sql`SELECT photo.id, path, photo.bytes, identity, width, height, usage, city, country, region, country_code, taken_on,
    description, short_title, caption, keywords, further, title_decision, keywords_decision
  FROM photo JOIN review ON review.photo_id = photo.id
  WHERE status = 'done' AND decision = 'accepted' AND ${takesPart}`;

const pageSize = 500;

/** The chosen ones, by path; or these ids, which stand in archive order already, chosen or not. */
function* pagesOf(catalog: Catalog, among: readonly number[] | undefined): Generator<Row[], void> {
  if (among === undefined)
    return yield* pages(
      (last) => catalog.all<Row>`
        ${columns} AND ${isChosen('photo.id')} AND path > ${last?.path ?? ''} ORDER BY path LIMIT ${pageSize}`,
    );
  for (let at = 0; at < among.length; at += pageSize)
    yield catalog.all<Row>`
      ${columns} AND photo.id IN ${these(among.slice(at, at + pageSize))} ORDER BY path`;
}

/**
 * Every embedded photo that is chosen, in archive order, page by page, so that rows may be written meanwhile.
 * @param among these instead, in archive order, chosen or not
 */
export function* eachToDeliver(
  catalog: Catalog,
  outlets: readonly string[],
  among?: readonly number[],
): Generator<ToDeliver, void> {
  for (const page of pagesOf(catalog, among)) {
    const deliveries = deliveriesTo(catalog, outlets, page);
    const ids = page.map(({ id }) => id);
    const said = atOutlets(catalog, ids);
    const released = releasesOf(catalog, ids);
    for (const row of page) {
      const one = toDeliver(row, deliveries.get(row.id) ?? none, said.get(row.id) ?? none);
      const releases = released.get(row.id);
      yield releases === undefined ? one : { ...one, text: { ...one.text, releases } };
    }
  }
}

const none = new Map<string, never>();

function toDeliver(
  row: Row,
  deliveries: ToDeliver['deliveries'],
  said: ToDeliver['said'],
): ToDeliver {
  const { bytes, city, country, id, path } = row;
  const hasTitle = row.title_decision === 'accepted';
  const hasKeywords = row.keywords_decision === 'accepted';
  const isPlaced = city !== null && country !== null;
  const [region, countryCode] = [row.region ?? undefined, row.country_code ?? undefined];
  return {
    id,
    path,
    bytes,
    identity: row.identity ?? '',
    text: {
      description: hasTitle ? row.description : '',
      shortTitle: hasTitle ? row.short_title : '',
      caption: hasTitle ? (row.caption ?? undefined) : undefined,
      keywords: hasKeywords ? stored('review.keywords', row.keywords, row) : [],
      usage: row.usage as Usage,
      place: isPlaced ? { city, country, region, countryCode } : undefined,
      takenOn: row.taken_on ?? undefined,
      size: { width: row.width, height: row.height },
      ...acceptedFurther(row, hasTitle, hasKeywords),
    },
    deliveries,
    said,
  };
}

function acceptedFurther(
  row: Row,
  title: boolean,
  keywords: boolean,
): Pick<DeliveredText, 'further'> {
  if (row.further === '{}') return {};
  const all = stored<Further>('review.further', row.further, row);
  return { further: furtherOfParts(all, { title, keywords }) };
}

/** What has become of some photos at some outlets, by photo and outlet. */
function deliveriesTo(
  catalog: Catalog,
  outlets: readonly string[],
  photos: readonly { readonly id: number }[],
): ReadonlyMap<number, Map<string, Delivery>> {
  const found = new Map<number, Map<string, Delivery>>();
  const rows = catalog.all<Delivery & { readonly outlet: string }>`
    SELECT photo_id AS photoId, outlet, state, name, made_from AS madeFrom, bytes, upload, csv FROM delivery
    WHERE photo_id IN ${these(photos.map(({ id }) => id))} AND outlet IN ${these(outlets)}`;
  for (const { outlet, ...delivery } of rows) {
    const known = found.get(delivery.photoId) ?? new Map<string, Delivery>();
    found.set(delivery.photoId, known.set(outlet, delivery));
  }
  return found;
}

/** What has become of one photo, by outlet. */
export function deliveriesOf(
  catalog: Catalog,
  photoId: number,
): ReadonlyMap<string, Pick<Delivery, 'state' | 'name'> & { readonly reason: string | null }> {
  const rows = catalog.all<{
    outlet: string;
    state: DeliveryState;
    name: string;
    reason: string | null;
  }>`
    SELECT outlet, state, name, reason FROM delivery WHERE photo_id = ${photoId}`;
  return new Map(rows.map(({ outlet, ...row }) => [outlet, row]));
}

/** The chosen photos whose copies wait for an outlet, in archive order. */
export function readyAt(catalog: Catalog, outlet: string): readonly number[] {
  return catalog.ids`
    SELECT id FROM delivery JOIN photo ON id = photo_id
    WHERE outlet = ${outlet} AND state = 'ready' AND ${isChosen('id')} ORDER BY path`;
}

/** All photos that copies for an outlet were made of, in archive order. */
export function madeFor(catalog: Catalog, outlet: string): readonly number[] {
  return catalog.ids`
    SELECT id FROM delivery JOIN photo ON id = photo_id WHERE outlet = ${outlet} ORDER BY path`;
}

/** Every name that copies for an outlet have got. */
export function deliveredNames(catalog: Catalog, outlet: string): string[] {
  return catalog.texts`SELECT name FROM delivery WHERE outlet = ${outlet}`;
}

/** Writes down a copy that is about to get its name. What has begun to leave may be there with its older text. */
export function saveDelivery(
  catalog: Catalog,
  outlet: string,
  { photoId, madeFrom, ...delivery }: Omit<Delivery, 'upload' | 'csv'>,
  at: Date,
): void {
  catalog.run`
    INSERT INTO delivery (photo_id, outlet, state, name, made_from, bytes, at, text_version)
    VALUES (${photoId}, ${outlet}, ${delivery.state}, ${delivery.name}, ${madeFrom}, ${delivery.bytes},
      ${at}, (SELECT embedded_version FROM review WHERE photo_id = ${photoId}))
    ON CONFLICT (photo_id, outlet) DO UPDATE SET state = excluded.state, made_from = excluded.made_from,
      bytes = excluded.bytes, reason = NULL, at = excluded.at, text_version = excluded.text_version, csv = NULL,
      ${mayBeThere}`;
}

/** What left before, or was on its way, is replaced when it is sent. */
export const mayBeThere = sql`upload = CASE WHEN delivery.state <> 'ready' OR upload IS NOT NULL THEN 'older' END`;

/** Says what became of the chosen photos at an outlet. @returns of how many */
export function markDeliveries(
  catalog: Catalog,
  outlet: string,
  { state, reason }: { readonly state: DeliveryState; readonly reason?: string | undefined },
  at: Date,
): number {
  return catalog.run`
    UPDATE delivery SET state = ${state}, reason = ${reason}, at = ${at}, ${mayBeThere}
    WHERE outlet = ${outlet} AND ${isChosen('photo_id')}`.changes;
}

export type DeliveryCount = {
  readonly outlet: string;
  readonly state: DeliveryState;
  readonly photos: number;
};

/** How many photos stand how at each outlet. */
export function countDeliveries(catalog: Catalog): DeliveryCount[] {
  return catalog.all<DeliveryCount>`
    SELECT outlet, state, count(*) AS photos FROM delivery JOIN photo ON id = photo_id
    WHERE missing = 0 GROUP BY outlet, state ORDER BY outlet, state`;
}
