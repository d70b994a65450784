/** The images and documents of a request, wherever a message may hold them, and where the service says they stand. */
import type { MessagesRequest, RequestBlock } from '../message/request.ts';
import { pathOf, placedBlocks, placeOf } from './turns.ts';

export interface PlacedMedium {
  /** Of type `image` or `document`. */
  block: RequestBlock;
  path: (string | number)[];
  /** As error messages name the block, without its own type: `messages.0.content.1.tool_result.content.0`. */
  place: string;
}

const known = new WeakMap<MessagesRequest, PlacedMedium[]>();

/**
 * Images and documents at the top of messages, in the results of tools, and images in documents made of blocks; in order. A request
 * is walked once, for all rules together.
 */
export function placedMedia(request: MessagesRequest): readonly PlacedMedium[] {
  let media = known.get(request);
  if (media === undefined) {
    media = [...mediaOf(request)];
    known.set(request, media);
  }
  return media;
}

const HOLDERS = new Set(['image', 'document', 'tool_result']);

function* mediaOf(request: MessagesRequest): Generator<PlacedMedium> {
  for (const placed of placedBlocks(request, ['user', 'assistant', 'system'])) {
    if (!HOLDERS.has(placed.block.type)) continue;
    yield* mediaIn({ block: placed.block, path: pathOf(placed), place: placeOf(placed) });
  }
}

// Results hold documents, and documents hold images: the schema allows no deeper nesting, so recursion is safe.
function* mediaIn(here: PlacedMedium): Generator<PlacedMedium> {
  const { type, content, source } = here.block;
  if (type === 'image') yield here;
  else if (type === 'tool_result') yield* below(here, content, ['content'], 'tool_result.content');
  else if (type === 'document') {
    yield here;
    const inner = typeof source === 'object' ? source.content : undefined;
    yield* below(here, inner, ['source', 'content'], 'document.source.content.content');
  }
}

function* below(
  { path, place }: PlacedMedium,
  content: RequestBlock['content'],
  steps: readonly string[],
  words: string,
): Generator<PlacedMedium> {
  if (!Array.isArray(content)) return;
  for (const [index, block] of content.entries()) {
    yield* mediaIn({ block, path: [...path, ...steps, index], place: `${place}.${words}.${index}` });
  }
}
