/** What outlets get: a text of one's own for one of them, and which photos go there. */
import type { OutletChoice } from '../../catalog/at-outlet.ts';
import type { DeliveryState } from '../../catalog/deliveries.ts';
import type { UndoableAction } from '../../catalog/undo-log.ts';
import { markPhotos } from '../../pipeline/deliver/mark.ts';
import {
  chooseOutlet,
  deriveAgain,
  keepVariant,
  writeVariant,
} from '../../pipeline/review/at-outlets.ts';
import { typedKeywords } from '../../pipeline/review/keywords.ts';
import type { OutletOpinion } from '../../pipeline/session/outlet-opinions.ts';
import type { VariantText } from '../../rules/outlets/master-text.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { asking, item, numbered } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { emptyLine, type Line } from '../text/line.ts';
import { labelled, paragraph } from '../text/paragraph.ts';

export const choiceWords: Readonly<Record<OutletChoice, string>> = {
  send: 'goes there, because you say so',
  keep: 'does not go there, because you say so',
};

/** The outlets with what each gets of the photo in view, to be opened. */
export async function outletsMenu(review: ReviewController): Promise<void> {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { id } = photo.photo;
  const { opinions } = await review.session.outlets(id);
  review.shell.menu({
    title: `What outlets get of ${photo.name}`,
    items: numbered(
      opinions.map((one) => ({
        label: one.outlet.name,
        note: [
          ...(one.said?.isStale === true ? ['your text is for an earlier one'] : one.done),
          ...(one.refusals.length > 0 ? ['refused'] : []),
        ].join(', '),
        run: () => outletMenu(review, id, one),
      })),
    ),
  });
}

function outletMenu(review: ReviewController, id: number, one: OutletOpinion): void {
  const { catalog } = review.session.archive;
  const { outlet, said, variant } = one;
  const isDescribed = variant.description !== '' && variant.description !== variant.title;
  const say = (action: UndoableAction) => () => perform(review, action, 1);
  const edit = (part: Part) => () => editPart(review, id, one, part);
  const choice = (key: string, label: string, to: OutletChoice | undefined) =>
    said?.choice !== to && item(key, label, say(chooseOutlet(catalog, [id], outlet, to)));
  review.shell.menu({
    title: `What ${outlet.name} gets`,
    body: (width) => variantLines(one, width),
    items: [
      asking('t', 'edit the title', edit('title')),
      isDescribed && asking('d', 'edit the description', edit('description')),
      asking('k', 'edit the keywords', edit('keywords')),
      said?.text !== undefined &&
        item('r', 'take the derived text again', say(deriveAgain(catalog, id, outlet))),
      said?.isStale === true &&
        item('o', 'keep my text', say(keepVariant(catalog, id, outlet)), 'it fits the new one too'),
      choice('s', 'send the photo there', 'send'),
      choice('n', 'keep it from there', 'keep'),
      choice('a', 'go by the rule of the outlet', undefined),
    ],
  });
}

function variantLines(
  { delivery = '', notes, refusals, said, variant }: OutletOpinion,
  width: number,
) {
  const { description, keywords, title } = variant;
  const lines: Line[] = [
    ...labelled('Title', title, width),
    ...(description === '' || description === title
      ? []
      : labelled('Description', description, width)),
    ...labelled('Keywords', keywords.join(', '), width),
    ...(delivery === '' ? [] : labelled('Delivery', delivery, width)),
    ...(said?.choice === undefined ? [] : labelled('Choice', choiceWords[said.choice], width)),
  ];
  const against = [
    ...refusals.flatMap((refusal) => paragraph(refusal, width, 'warn')),
    ...notes.flatMap((note) => paragraph(note, width, 'quiet')),
  ];
  return against.length === 0 ? lines : [...lines, emptyLine, ...against];
}

type Part = keyof VariantText;

function editPart(
  review: ReviewController,
  id: number,
  { judge, outlet, variant }: OutletOpinion,
  part: Part,
): void {
  const given = variant[part];
  const withPart = (typed: string): VariantText => ({
    ...variant,
    [part]: part === 'keywords' ? typedKeywords(typed) : typed.trim(),
  });
  review.shell.prompt({
    title: `The ${part} for ${outlet.name} alone`,
    label: part === 'keywords' ? 'Keywords' : 'Text',
    text: typeof given === 'string' ? given : given.join(', '),
    codes: review.codes,
    note: (typed, width) =>
      judge(withPart(typed)).flatMap((refusal) => paragraph(refusal, width, 'warn')),
    enter: 'keep it',
    submit: (typed) => {
      const text = withPart(typed);
      if (JSON.stringify(text) !== JSON.stringify(variant))
        perform(review, writeVariant(review.session.archive.catalog, id, outlet, text), 1);
      return true;
    },
  });
}

/** Sends the photos that the keys act on to an outlet, or keeps them from it. */
export async function chooseForMany(review: ReviewController): Promise<void> {
  const ids = review.targets();
  const { all } = await review.session.archive.outlets();
  const choose = (outlet: Outlet, choice: OutletChoice | undefined) => () =>
    perform(review, chooseOutlet(review.session.archive.catalog, ids, outlet, choice), ids.length);
  const became: Became = (outlet, state, reason) => () => {
    const { catalog } = review.session.archive;
    review.shell.toast(markPhotos(catalog, outlet, ids, { state, reason: reason ?? '' }));
    review.readAgain();
  };
  const ask = (outlet: Outlet) => () =>
    review.shell.menu({
      title: `${outlet.name}: ${review.targetWords()}`,
      items: [
        item('s', 'send there', choose(outlet, 'send')),
        item('n', 'keep from there', choose(outlet, 'keep')),
        item('a', 'go by the rule of the outlet', choose(outlet, undefined)),
        item('y', 'they were accepted there', became(outlet, 'accepted')),
        asking('x', 'they were refused there', () => askForReason(review, became, outlet)),
        item('u', 'they are not decided there', became(outlet, 'delivered')),
      ],
    });
  review.shell.menu({
    title: 'Which outlet',
    items: numbered(all.map((outlet) => ({ label: outlet.name, run: ask(outlet) }))),
  });
}

type Became = (outlet: Outlet, state: Left, reason?: string) => () => void;
type Left = Exclude<DeliveryState, 'ready'>;

/** Why the portal has refused them, in its words. */
function askForReason(review: ReviewController, became: Became, outlet: Outlet): void {
  review.shell.prompt({
    title: `Why ${outlet.name} refused ${review.targetWords()}`,
    label: 'Reason',
    text: '',
    enter: 'write it down; it may stay empty',
    submit: (typed) => {
      became(outlet, 'refused', typed.trim())();
      return true;
    },
  });
}

function perform(review: ReviewController, action: UndoableAction, photos: number): void {
  const work = (report: (done: number) => void) =>
    review.session.sayAtOutlet(action, photos, report);
  review.perform(work, photos, (done) => review.done(done));
}
