/** The text of a compaction block: what the conversation was about, for the model to go on from. */
import type { MessagesRequest } from '../../message/request.ts';
import { type Heard, quotable } from '../hear.ts';
import { keyWords, topicOf } from '../topic.ts';

/** A summary of a few lines, never empty. */
export function summary(request: MessagesRequest, heard: Heard): string {
  const words = keyWords(heard).slice(0, 6);
  const turns = (request.messages ?? []).length;
  return [
    '<summary>',
    `The conversation so far had ${turns} ${turns === 1 ? 'message' : 'messages'} and was about ${topicOf(heard)}.`,
    ...(words.length > 0 ? [`Points that matter: ${words.join(', ')}.`] : []),
    `The user last asked: ${quotable(heard.asked, 40) || 'nothing in words'}`,
    '</summary>',
  ].join('\n');
}
