/** The sidecar of a photo as the review shows it, and noticing what other programs save. */

/** What a sidecar says otherwise than our text, or beyond it. */
export type SidecarFact = {
  /** `title`, `keywords`, `rating`, ... */
  readonly label: string;
  readonly value: string;
  /** Our text, where there is one in the same place. */
  readonly ours?: string;
  /** A word or two, which may share a row with others. */
  readonly brief: boolean;
  /** It goes before our text, also when embedding. */
  readonly holds?: true;
};

export type SidecarConflict = {
  /** `title`, `short title`, ... */
  readonly label: string;
  readonly ours: string;
  readonly theirs: string;
};

export type ShownSidecar = {
  /** File name. */
  readonly name: string;
  /** Another program saved it after we last wrote it. */
  readonly changedElsewhere: boolean;
  readonly facts: readonly SidecarFact[];
  /** Which of our texts are not embedded, because of what another program wrote: `title`, `keywords`, ... */
  readonly overruled: readonly string[];
  /** What both sides changed and a person has to choose. */
  readonly conflicts: readonly SidecarConflict[];
  /** Why it cannot be read, in a sentence. */
  readonly problem?: string;
};

export type SidecarsInView = {
  /** Reads the sidecar of a photo from the disk, and watches its folder from then on. */
  look(photoId: number): Promise<void>;
  /** Resolves when nothing of it is under way any more. */
  close(): Promise<void>;
};

/** Called when what is known of a photo's sidecar has changed. @param name of a sidecar that another program saved just now */
export type OnSidecar = (photoId: number, name: string | undefined) => void;
