/** Submit: the last look before money is spent. */
import { Loader } from '../../app/loader.ts';
import type { SendFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line } from '../../text/line.ts';
import { counted, dollars } from '../../widgets/amounts.ts';
import { costLines, requestLines, sendLines } from './sending.ts';
import type { StageAction, StageScreen, StageTools } from './stage-screen.ts';
import { factLines } from './table-lines.ts';

export function submitScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.sendFacts());
  return {
    stage: 'submit',
    about: 'Sends the requests to the model. This is what costs money.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) => {
      const facts = loader.value;
      if (facts === undefined || facts.photos === 0) return [];
      return [...costLines(facts, width, theme), emptyLine, ...sendLines(facts, width)];
    },
    action: () => submitAction(tools, loader.value),
    pictureOf: () => loader.value?.sample?.photoId,
    details: () => {
      const facts = loader.value;
      return facts === undefined
        ? undefined
        : { title: 'What is sent', lines: (width) => requestLines(facts, width) };
    },
  };
}

function submitAction(tools: StageTools, facts: SendFacts | undefined): StageAction {
  const counts = tools.counts.get();
  const collecting = counts.stages.find(({ stage }) => stage === 'collect')?.waiting ?? 0;
  const photos = facts?.photos ?? 0;
  if (facts === undefined || photos === 0)
    return collecting > 0
      ? { label: 'Go on to Collect', run: () => tools.go('collect') }
      : { label: '', refused: 'Nothing is ready to be sent', run: () => undefined };
  return {
    label: `Send ${counted(photos, 'photo')}${facts.dollars === undefined ? '' : `, about ${dollars(facts.dollars)}`}`,
    refused: facts.refused,
    run: () => confirmSending(tools, facts),
  };
}

function confirmSending(tools: StageTools, facts: SendFacts): void {
  const cost = facts.dollars === undefined ? 'an unknown price' : `about ${dollars(facts.dollars)}`;
  tools.desk.menu({
    title: `Send ${counted(facts.photos, 'photo')} for ${cost}?`,
    body: (width) => consentLines(facts, width),
    first: 1,
    items: [
      { key: 'y', label: 'send them', run: () => tools.run('submit') },
      { key: 'n', label: 'not now', run: () => undefined },
    ],
  });
}

/** What a person consents to, in three lines; the screen behind shows the rest. */
function consentLines(facts: SendFacts, width: number): Line[] {
  const way =
    facts.way === 'batch' ? 'in half-price batches, answered within a day' : 'live, at once';
  return [
    ...factLines('Goes to', `${facts.model} at ${facts.destination}, ${way}`, width),
    ...(facts.budget === 0 ? [] : factLines('Budget', `stops at ${dollars(facts.budget)}`, width)),
    ...factLines('Stays here', facts.notSent.join(', '), width),
  ];
}
