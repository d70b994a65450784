/** What no request can ask for: answers that the service gives of its own accord, on demand by model suffix or header. */

export interface WishRow {
  name: string;
  /** For people: what the answer is then. */
  explain: string;
}

/** THE table of wishes: `model:mock-<name>` in the request, or the header `x-mock-wish: <name>`. */
export const WISHES = [
  { name: 'refusal', explain: 'stops with refusal before the first word, with stop_details' },
  { name: 'refusal-midway', explain: 'stops with refusal after some text' },
  {
    name: 'pause-turn',
    explain: 'stops with pause_turn, a server tool still waiting for its result where one is offered',
  },
  { name: 'context-window', explain: 'stops with model_context_window_exceeded after some text' },
  { name: 'compaction', explain: 'begins with a compaction block; with pause_after_compaction it stops there' },
  { name: 'redacted', explain: 'thinks in redacted_thinking blocks' },
  { name: 'empty', explain: 'says nothing: content is empty, end_turn' },
  { name: 'tool-error', explain: 'every server tool answers with an error result' },
] as const satisfies readonly WishRow[];

export type Wish = (typeof WISHES)[number]['name'];

const SUFFIX = /:mock-([a-z-]+)$/;

/** A model id without its wish, and the wish as it was written. Normal ids, variants and presets come back as they are. */
export function splitWish(model: string): { model: string; wish: string | undefined } {
  const wish = SUFFIX.exec(model)?.[1];
  return wish === undefined ? { model, wish } : { model: model.slice(0, -`:mock-${wish}`.length), wish };
}

/** Is this the name of a wish? */
export function isWish(name: string): name is Wish {
  return WISHES.some((row) => row.name === name);
}
