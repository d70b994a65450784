// The same question by the AI SDK, which asks twice more after refusals and lost connections. The timeout is ours: it has none of its own.
import { createAnthropic } from '@ai-sdk/anthropic';
import { streamText } from 'ai';

// Unlike Anthropic's SDK, which adds /v1 itself, this one wants it in the base URL.
const anthropic = createAnthropic({ baseURL: `${process.env.ANTHROPIC_BASE_URL}/v1` });
const { textStream } = streamText({
  model: anthropic('claude-sonnet-4-6'),
  maxOutputTokens: 100,
  prompt: 'Name three rivers.',
  timeout: 5000,
});
let text = '';
for await (const piece of textStream) text += piece;
console.log(text);
