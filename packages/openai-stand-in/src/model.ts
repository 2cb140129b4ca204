/** The seam between the service and whoever plays its model. */

/** Pixels across and down. */
export type Size = { readonly width: number; readonly height: number };

/** Points across and down of the picture that a model is given. */
export const gridEdge = 48;

/** A decoded picture, as the model sees it. */
export type Picture = {
  /** SHA-1 of what was sent, in hexadecimal: the same picture always has the same key. */
  readonly key: string;
  readonly size: Size;
  /** The picture scaled to `gridEdge` by `gridEdge` points: red, green and blue of each, row by row. */
  readonly pixels: Uint8Array;
};

export type ModelRequest = {
  /** The model's id, and all text of the messages, one text per line. */
  readonly model: string;
  readonly text: string;
  /** The first picture of the messages. */
  readonly picture: Picture | undefined;
  /** Whether JSON is asked for, otherwise plain text; and the schema that the answer has to follow, if one was sent. */
  readonly json: boolean;
  readonly schema: unknown;
};

/** Writes the content of an answer. Must be deterministic: the same request always gets the same text. */
export type Answer = (request: ModelRequest) => string;
