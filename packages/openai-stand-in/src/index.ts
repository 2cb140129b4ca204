export type { Faults } from './faults.ts';
export { type Answer, gridEdge, type ModelRequest, type Picture } from './model.ts';
export { type StandIn, type StandInOptions, startStandIn } from './stand-in.ts';
export type { StandInStats } from './stats.ts';
