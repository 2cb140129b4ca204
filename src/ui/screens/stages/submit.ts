/** Submit: the last look before money is spent. */

import { counted, dollarText } from '../../../amounts.ts';
import { Loader } from '../../app/loader.ts';
import type { SendFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { loadedLines } from './loaded-lines.ts';
import { againText, costLines, requestLines, sentLines } from './sending.ts';
import { countsOf, type StageAction, type StageScreen, type StageTools } from './stage-screen.ts';
import { factLines } from './table-lines.ts';

export function submitScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.sendFacts());
  return {
    stage: 'submit',
    about: tools.ui.facts.rehearsal
      ? 'Sends the requests to a stand-in on this machine. Nothing leaves it, and nothing is paid.'
      : 'Sends the requests to the model. This is what costs money.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loadedLines(loader, (facts) => submitLines(facts, width, theme), width, theme),
    action: () => submitAction(tools, loader.value),
    pictureOf: () => loader.value?.samples[0]?.photoId,
    details: () => {
      const facts = loader.value;
      return facts === undefined || facts.samples.length === 0
        ? undefined
        : { title: 'What is sent', lines: (width) => requestLines(facts, width) };
    },
  };
}

function submitLines(facts: SendFacts, width: number, theme: Theme): Line[] {
  const cost = costLines(facts, width, theme);
  const sent = sentLines(facts, width);
  return [...cost, ...(cost.length > 0 && sent.length > 0 ? [emptyLine] : []), ...sent];
}

function submitAction(tools: StageTools, facts: SendFacts | undefined): StageAction {
  const collecting = countsOf(tools, 'collect')?.waiting ?? 0;
  const { photos = 0, released = 0, toPrepare = 0 } = facts ?? {};
  const goTo = (stage: 'prepare' | 'collect', label: string) => ({
    label,
    run: () => tools.go(stage),
  });
  if (photos > 0 && released === photos)
    return goTo(
      'collect',
      `Go on to Collect, which sends ${counted(released, 'photo')} as there is room`,
    );
  if (facts !== undefined && photos > 0)
    return {
      label: `Send ${counted(photos, 'photo')}${facts.dollars === undefined ? '' : `, about ${dollarText(facts.dollars)}`}`,
      refused: facts.refused,
      run: () => confirmSending(tools, facts),
    };
  if (collecting > 0) return goTo('collect', 'Go on to Collect');
  if (toPrepare > 0) return goTo('prepare', `Prepare ${counted(toPrepare, 'photo')} first`);
  const refused =
    countsOf(tools, 'submit')?.finished === true
      ? 'Every photo has been sent'
      : 'Nothing is ready to be sent';
  return { label: '', refused, run: () => undefined };
}

function confirmSending(tools: StageTools, facts: SendFacts): void {
  const cost =
    facts.dollars === undefined ? 'an unknown price' : `about ${dollarText(facts.dollars)}`;
  tools.shell.menu({
    title: `Send ${counted(facts.photos, 'photo')} for ${cost}?`,
    body: (width) => consentLines(facts, width),
    first: 1,
    items: [
      { key: 'y', label: 'send them', run: () => tools.run('submit') },
      { key: 'n', label: 'not now', run: () => undefined },
    ],
  });
}

/** What a person consents to, in a few lines; the screen behind shows the rest. */
function consentLines(facts: SendFacts, width: number): Line[] {
  // On a narrow screen the room is for what goes where; the way of asking stands behind.
  const way =
    width < 70
      ? ''
      : facts.way === 'batch'
        ? ', in half-price batches, answered within a day'
        : ', live, at once';
  return [
    ...factLines('Goes to', `${facts.model} at ${facts.destination}${way}`, width),
    ...(facts.again.photos === 0 ? [] : factLines('Asked again', againText(facts.again), width)),
    ...(facts.budget === 0
      ? []
      : factLines('Budget', `stops at ${dollarText(facts.budget)}`, width)),
    ...factLines('Stays here', facts.notSent.join(', '), width),
  ];
}
