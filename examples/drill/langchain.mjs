// The same question by LangChain, which asks by Anthropic's SDK and does the retrying itself. The timeout is ours: its own is ten minutes.
import { ChatAnthropic } from '@langchain/anthropic';

const model = new ChatAnthropic({
  model: 'claude-sonnet-4-6',
  maxTokens: 100,
  anthropicApiUrl: process.env.ANTHROPIC_BASE_URL,
  clientOptions: { timeout: 2000 },
});
let text = '';
for await (const chunk of await model.stream('Name three rivers.')) text += chunk.text;
console.log(text);
