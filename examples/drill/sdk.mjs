// The same question by Anthropic's SDK, which retries refusals and lost connections twice. The timeout is ours: its own is ten minutes.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ timeout: 2000 });
const message = await client.messages
  .stream({
    model: 'claude-sonnet-4-6',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Name three rivers.' }],
  })
  .finalMessage();
console.log(message.content[0].text);
