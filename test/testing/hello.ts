/** A question to whatever mock the environment leads to. */
import Anthropic from '@anthropic-ai/sdk';

/** What the mock answers to a text. */
export async function say(text: string, client = new Anthropic({ maxRetries: 0 })): Promise<string> {
  const messages = [{ role: 'user' as const, content: text }];
  const { content } = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 100, messages });
  return content.map((block) => (block.type === 'text' ? block.text : `[${block.type}]`)).join('');
}
