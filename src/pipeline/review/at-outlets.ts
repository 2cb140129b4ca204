/** What a person says of photos at one outlet, as steps that can be undone: a text of its own, and whether they go there. */
import { counted } from '../../amounts.ts';
import { type AtOutletChange, type OutletChoice, setAtOutlet } from '../../catalog/at-outlet.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { UndoableAction } from '../../catalog/undo-log.ts';
import type { VariantText } from '../../rules/outlets/master-text.ts';
import { asWritten } from '../../rules/outlets/own-variant.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';

/** Gives a photo a text of its own at an outlet. */
export function writeVariant(
  catalog: Catalog,
  photoId: number,
  outlet: Outlet,
  text: VariantText,
): UndoableAction {
  const { name } = outlet;
  const change = { text: asWritten(outlet, text) };
  return actionFor(catalog, [photoId], outlet, change, () => `${name} gets your own text`);
}

/** It gets the text that is made by its rules again. */
export function deriveAgain(catalog: Catalog, photoId: number, outlet: Outlet): UndoableAction {
  const { name } = outlet;
  const change = { text: undefined };
  return actionFor(catalog, [photoId], outlet, change, () => `${name} gets the derived text again`);
}

/** A text that was written for an earlier text of the photo fits the one of now. */
export function keepVariant(catalog: Catalog, photoId: number, outlet: Outlet): UndoableAction {
  const message = () => `Kept your text for ${outlet.name}`;
  return actionFor(catalog, [photoId], outlet, { isForNow: true }, message);
}

/** Photos go to an outlet or not, or (undefined) as its rule says. */
export function chooseOutlet(
  catalog: Catalog,
  photoIds: readonly number[],
  outlet: Outlet,
  choice: OutletChoice | undefined,
): UndoableAction {
  const { name } = outlet;
  const said = {
    send: (photos: string) => `${photos} will be sent to ${name}`,
    keep: (photos: string) => `${photos} will be kept from ${name}`,
    rule: (photos: string) => `The rule of ${name} holds for ${photos}`,
  }[choice ?? 'rule'];
  return actionFor(catalog, photoIds, outlet, { choice }, (changed) =>
    said(counted(changed, 'photo')),
  );
}

function actionFor(
  catalog: Catalog,
  photoIds: readonly number[],
  outlet: Outlet,
  change: AtOutletChange,
  message: (changed: number) => string,
): UndoableAction {
  return {
    action: 'outlet',
    *work(step) {
      for (const id of photoIds) {
        setAtOutlet(catalog, step, id, outlet.id, change);
        yield;
      }
    },
    message: (step) => message(step.photoIds.size),
    nothing: () => `Nothing changed for ${outlet.name}`,
  };
}
