/**
 * A text that a person wrote for one outlet. What breaks a rule of the outlet is told and never mended, because a person
 * means what they write; only what no text may hold (line ends, formulas) is taken out.
 */
import { oneLine } from '../texts/clean.ts';
import { opinionOf } from './faults.ts';
import { harmless } from './harmless.ts';
import type { MasterText, VariantText } from './master-text.ts';
import type { Outlet, TextField } from './schema.ts';
import { datelineIn, isOneText, type Variant } from './variant.ts';

/** A text as it is kept: where the outlet has one text for both, title and description are that one. */
export function asWritten(outlet: Outlet, own: VariantText): VariantText {
  const plain = (text: string) => oneLine(harmless(oneLine(text)));
  const title = plain(own.title);
  const described = isOneText(outlet) ? title : plain(own.description);
  return {
    title,
    description: outlet.text.description === undefined ? '' : described,
    keywords: own.keywords.map(plain).filter((keyword) => keyword !== ''),
  };
}

/** What an outlet says of a text that a person wrote for it. */
export function ownVariant(outlet: Outlet, master: MasterText, own: VariantText): Variant {
  const text = asWritten(outlet, own);
  const { notes, refusals } = opinionOf(outlet, text, master);
  return {
    ...text,
    done: ['written by you'],
    notes,
    refusals: [...refusals, ...datelineFaults(outlet, text, master)],
  };
}

/** Editorial texts begin with place and date in the form of the outlet, which nobody remembers. */
function datelineFaults(outlet: Outlet, text: VariantText, master: MasterText): string[] {
  const line = datelineIn(outlet, master);
  const { description, title } = outlet.text;
  const isMissing = (field: TextField | undefined, written: string) =>
    field?.dateline === true && line !== '' && written !== '' && !written.startsWith(`${line} `);
  const isTwo = !isOneText(outlet) && isMissing(description?.value, text.description);
  const missing = [isMissing(title.value, text.title) && 'title', isTwo && 'description'];
  return missing
    .filter((name) => name !== false)
    .map((name) => `The ${name} does not begin with "${line}".`);
}
