// A client as it is written on the first day: fetch, read the stream line by line, print the text. No retry, no timeout, no second look.
const response = await fetch(`${process.env.ANTHROPIC_BASE_URL}/v1/messages`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'anthropic-version': '2023-06-01',
    'x-api-key': process.env.ANTHROPIC_API_KEY,
  },
  body: JSON.stringify({
    model: 'claude-sonnet-4-6',
    max_tokens: 100,
    stream: true,
    messages: [{ role: 'user', content: 'Name three rivers.' }],
  }),
});
if (!response.ok) throw new Error(`status ${response.status}`);

const decoder = new TextDecoder();
let rest = '';
let text = '';
for await (const bytes of response.body) {
  const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    if (!line.startsWith('data: ')) continue;
    const event = JSON.parse(line.slice(6));
    if (event.type === 'content_block_delta') text += event.delta.text;
  }
}
console.log(text);
