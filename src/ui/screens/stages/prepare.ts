/** Prepare: the small copies and requests that are made, from which photos, and what that takes. */

import { byteText, counted } from '../../../amounts.ts';
import { durationText } from '../../../pipeline/archive/pace.ts';
import { Loader } from '../../app/loader.ts';
import type { PrepareFacts } from '../../model/stage-facts.ts';
import type { Line } from '../../text/line.ts';
import { loadedLines } from './loaded-lines.ts';
import { countsOf, type StageScreen, type StageTools } from './stage-screen.ts';
import { factLines } from './table-lines.ts';

export function prepareScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.prepareFacts());
  return {
    stage: 'prepare',
    about: 'Makes a small copy of every photo and its request. Nothing is sent yet.',
    brief: true,
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loadedLines(loader, (facts) => prepareLines(facts, width), width, theme),
    action: () => {
      const { toMake, outdated = 0, made } = loader.value ?? {};
      const photos = (toMake?.photos ?? 0) + outdated;
      if (photos > 0)
        return {
          label: `Prepare ${counted(photos, 'photo')}${outdated === photos ? ' again' : ''}`,
          run: () => tools.run('prepare'),
        };
      if ((made?.photos ?? 0) > 0)
        return { label: 'Go on to Submit', run: () => tools.go('submit') };
      const refused =
        countsOf(tools, 'prepare')?.finished === true
          ? 'Every photo is prepared'
          : 'Nothing to prepare';
      return { label: '', refused, run: () => undefined };
    },
    pictureOf: () => loader.value?.samplePhotoId,
  };
}

function prepareLines(facts: PrepareFacts, width: number): Line[] {
  const { toMake, made, outdated } = facts;
  const toDo = [
    ...toMakeLines(facts, width),
    ...(outdated === 0
      ? []
      : factLines(
          'Once more',
          `${counted(outdated, 'photo')}, prepared with other settings than those of now`,
          width,
        )),
  ];
  const ready =
    made.photos === 0
      ? []
      : factLines(
          'Ready to send',
          `${counted(made.photos, 'photo')}; their copies take ${byteText(made.bytes)}, about ${byteText(facts.bytesEach)} each`,
          width,
        );
  const copy =
    toMake.photos + made.photos === 0
      ? []
      : factLines(
          'A copy',
          `at most ${facts.edge} pixels long, a JPEG of quality ${facts.quality}, upright, without EXIF or GPS`,
          width,
        );
  return [...toDo, ...ready, ...copy, ...(toMake.photos === 0 ? [] : takesLines(facts, width))];
}

function toMakeLines({ toMake }: PrepareFacts, width: number): Line[] {
  if (toMake.photos === 0) return [];
  return [
    ...factLines('To make', counted(toMake.photos, 'small copy', 'small copies'), width),
    ...factLines(
      'From',
      `${counted(toMake.photos, 'photo')} in ${counted(toMake.folders, 'folder')}, ${byteText(toMake.bytes)}; the originals are only read`,
      width,
    ),
  ];
}

/** Room on the disk and time, both estimated. */
function takesLines(
  { toMake, bytesEach, seconds, roomBytes }: PrepareFacts,
  width: number,
): Line[] {
  const all = bytesEach * toMake.photos;
  const kept =
    all > roomBytes
      ? `; no more than ${byteText(roomBytes)} are kept of those that are answered`
      : '';
  return [
    ...factLines(
      'Room',
      `about ${byteText(all)}, ${byteText(bytesEach)} a copy, beside the catalog${kept}`,
      width,
    ),
    ...factLines('Time', `about ${durationText(Math.max(1, seconds))} on this machine`, width),
  ];
}
