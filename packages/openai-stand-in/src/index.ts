export type { Faults } from './faults.ts';
export { type Answer, gridEdge, type ModelRequest, type Picture } from './model.ts';
export { type StandIn, type StandInOptions, startStandIn } from './server.ts';
export type { StandInStats } from './stats.ts';
