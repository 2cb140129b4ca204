/** What an attack is, and what became of it. */
import type { Ground } from './ground.ts';
import type { Templates } from './templates.ts';

export type Trial = {
  readonly name: string;
  /** What is done, in words for the page. */
  readonly what: string;
  readonly attack: (ground: Ground, templates: Templates) => Promise<void>;
};

/** Attacks of one kind. */
export type Group = {
  readonly name: string;
  readonly title: string;
  /** A paragraph for the page. */
  readonly about: string;
  /** How many go on at once; most wait more than they work. */
  readonly atOnce: number;
  readonly trials: readonly Trial[];
};

export type Outcome = {
  readonly trial: Trial;
  readonly ends: readonly string[];
  readonly faults: readonly string[];
  readonly skipped?: string | undefined;
};
