/** What became of a delivery, in lines. */
import { byteText, counted } from '../../amounts.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import type { Delivered } from './delivery.ts';

/** What was made or sent, what went wrong, and what is left to do by hand. */
export function deliveredLines(done: Delivered): readonly string[] {
  const { byHand, made, plan, problems, sent, sentBytes, stopped } = done;
  const { folder, outlet, server } = plan;
  const copies = made === 0 ? 'nothing new' : counted(made, 'copy', 'copies');
  const uploaded = sent === 0 ? 'nothing new' : `${counted(sent, 'photo')}, ${byteText(sentBytes)}`;
  return [
    server === undefined
      ? `${outlet.name}: ${copies}, in ${folder}`
      : `${outlet.name}: ${uploaded}, at ${server}`,
    ...groupByReason(problems.map(({ path, reason }) => ({ path, reason: `: ${reason}` }))).map(
      (line) => `! ${line}`,
    ),
    ...(stopped === undefined ? [] : [`! ${outlet.name}: ${stopped.message} ${stopped.advice}`]),
    ...byHand.map((line) => `  ${line}`),
  ];
}
