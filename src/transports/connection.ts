/** One connection to a remote, whatever its kind: what sending a file is made of. */
import type { Writable } from 'node:stream';
import type { Remote, RemoteAccess } from './remote.ts';
import type { Source } from './source.ts';

/** What is known of a connection that was made: whom it is with, and what protects it. */
export type ConnectionFact = {
  readonly about: 'Host key' | 'Protection';
  /** What a stranger says in it is fit to be shown. */
  readonly text: string;
  /** Everybody on the way can read what passes. */
  readonly isOpen?: boolean;
};

/**
 * Each does one thing at a time, ends within the bounds, and throws a `BrokenConnection` where another try may do, a
 * `RefusedByServer` where only this file or name is refused, or a `StopError`.
 */
export type Connection = {
  /** A file appears whole or not at all, so that nothing has to be renamed and nothing can be gone on with. */
  readonly isAtomic: boolean;
  /** Bytes that may be missing at the end of what a broken upload has left, because several were under way. */
  readonly doubtful: number;
  readonly isOpen: () => boolean;
  /** Bytes of a file; undefined where there is none. */
  readonly size: (name: string) => Promise<number | undefined>;
  /**
   * Sends the bytes from `start` on to their own places in the file, never behind its end: an earlier connection may still
   * be writing there. `onSent` is told how many have left.
   */
  readonly send: (
    source: Source,
    name: string,
    start: number,
    onSent: (bytes: number) => void,
  ) => Promise<void>;
  /**
   * What is there from `start` on goes into `sink`, `length` bytes or, where a server cannot be stopped, more; false where
   * nothing can be read back.
   */
  readonly read: (name: string, start: number, length: number, sink: Writable) => Promise<boolean>;
  /** In place of a file that has the new name. */
  readonly rename: (from: string, to: string) => Promise<void>;
  /** A file that is not there is no mistake. */
  readonly remove: (name: string) => Promise<void>;
  readonly facts: readonly ConnectionFact[];
  readonly close: () => void;
};

export type Connect = (
  remote: Remote,
  access: RemoteAccess,
  signal: AbortSignal,
) => Promise<Connection>;
