/** A way in which the service is hostile. */
import type { Hostility, Json } from '../service.ts';

export type Mode = Hostility & {
  readonly name: string;
  /** In words, for the page. */
  readonly what: string;
  /** Each step may wait for the service; it is interrupted after a while. */
  readonly waits?: true;
  /** Calls that a step may make at most; fewer than usual, or more, where it is about their number. */
  readonly most?: number;
};

/** Changes what is answered, and each entry of it where it is a list. */
export const each = (change: (one: Json, index: number) => unknown) => (honest: Json) =>
  Array.isArray(honest['data'])
    ? { ...honest, data: honest['data'].map((one, index) => change(one as Json, index)) }
    : change(honest, 0);

/** From where the program keeps files to the user's. */
export const wayOut = '../../../../canary/v.jpg';
