/** In what two replies to the same request differ. */

/** From what breaks clients to what no client should rely on. */
export const DIFFERENCE_KINDS = [
  /** The HTTP status. */
  'status',
  /** The type or code of an error. */
  'error',
  /** One of them broke off. */
  'ending',
  /** One is a stream, the other JSON, though both were asked for the same. */
  'form',
  /** Keys that are there, and the types of their values. */
  'shape',
  'event order',
  /** Kinds of content blocks, and names of tools that are called, in order. */
  'blocks',
  'stop_reason',
  'model',
  'usage',
  'headers',
  'tool input',
  /** Texts, thoughts, citations and the words of errors. */
  'text',
  /** Any other value. */
  'value',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  kind: DifferenceKind;
  /** JSON pointer, name of a header, or `event content_block_start text /citations`; empty for all of it. */
  where: string;
  /** Undefined: there is nothing on that side. */
  before: unknown;
  after: unknown;
}
