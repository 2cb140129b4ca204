/** Prepare: the reduced pictures and the requests, shown word for word before anything is sent. */
import { Loader } from '../../app/loader.ts';
import { emptyLine } from '../../text/line.ts';
import { count, counted } from '../../widgets/amounts.ts';
import { costLines, requestLines, sendLines } from './sending.ts';
import type { StageScreen, StageTools } from './stage-screen.ts';
import { factLines } from './table-lines.ts';

export function prepareScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.sendFacts());
  const waiting = () =>
    tools.counts.get().stages.find(({ stage }) => stage === 'prepare')?.waiting ?? 0;
  return {
    stage: 'prepare',
    about: 'Makes a small copy of every photo and its request. Nothing is sent yet.',
    brief: true,
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) => {
      const facts = loader.value;
      if (facts === undefined) return [];
      return [
        ...factLines('To prepare', count(waiting()), width),
        ...factLines('Ready to send', count(facts.photos), width),
        emptyLine,
        ...sendLines(facts, width),
        ...(facts.photos === 0 ? [] : [emptyLine, ...costLines(facts, width, theme)]),
      ];
    },
    action: () => {
      const left = waiting();
      if (left > 0)
        return { label: `Prepare ${counted(left, 'photo')}`, run: () => tools.run('prepare') };
      if ((loader.value?.photos ?? 0) > 0)
        return { label: 'Go on to Submit', run: () => tools.go('submit') };
      return { label: '', refused: 'Nothing to prepare', run: () => undefined };
    },
    pictureOf: () => loader.value?.sample?.photoId,
    details: () => {
      const facts = loader.value;
      return facts === undefined
        ? undefined
        : { title: 'What is sent', lines: (width) => requestLines(facts, width) };
    },
  };
}
