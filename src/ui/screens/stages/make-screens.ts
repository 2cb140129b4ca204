/** The screens of all stages but the review. */
import { collectScreen } from './collect.ts';
import { embedScreen } from './embed.ts';
import { prepareScreen } from './prepare.ts';
import { scanScreen } from './scan.ts';
import { sidecarsScreen } from './sidecars.ts';
import type { PlainStage, StageScreen, StageTools } from './stage-screen.ts';
import { submitScreen } from './submit.ts';

export function makeScreens(tools: StageTools): ReadonlyMap<PlainStage, StageScreen> {
  const screens = [
    scanScreen(tools),
    prepareScreen(tools),
    submitScreen(tools),
    collectScreen(tools),
    sidecarsScreen(tools),
    embedScreen(tools),
  ];
  return new Map(screens.map((screen) => [screen.stage, screen]));
}
