import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, test } from 'vitest';
import { compileUserSchema } from '../../src/contract/user-schema.ts';
import { replyViolations } from '../../src/contract/validator.ts';
import { assemble } from '../../src/message/assemble.ts';
import type { Message, ToolUseBlock } from '../../src/message/message.ts';
import { readEvents } from '../support/sse.ts';
import { ASIDE, BETAS, claudeCodeBody, HEADERS, type Turn, typed } from './claude-code-request.ts';
import { CLAUDE_CODE_TOOLS } from './claude-code-tools.ts';
import { mockServer } from './mock-server.ts';

const server = mockServer();

const DOORS = [
  { base: '', dialect: 'anthropic', model: 'claude-opus-4-8' },
  { base: '/api', dialect: 'openrouter', model: 'anthropic/claude-opus-4.8' },
] as const;

const WISH = typed('Read src/server.ts and tell me what it does.');

/** Sends a body as Claude Code's own client does. */
function send(path: string, body: unknown): Promise<Response> {
  return fetch(`${server.url()}${path}`, {
    method: 'POST',
    headers: { ...HEADERS, authorization: 'Bearer sk-any', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const callsOf = (message: Message) =>
  message.content.filter((block): block is ToolUseBlock => block.type === 'tool_use');

describe.each(DOORS)('Claude Code on the base URL "$base"', ({ base, dialect, model }) => {
  /** The message that answers a conversation, once its stream has been found to be in order. */
  async function answer(messages: Turn[]): Promise<Message> {
    const response = await send(`${base}/v1/messages?beta=true`, claudeCodeBody(model, messages));
    const text = await response.text();
    expect([response.status, text.slice(0, 200)]).toEqual([200, expect.stringMatching(/^event: message_start/)]);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const events = readEvents(text);
    for (const event of events) expect(await replyViolations(dialect, 'stream-event', event)).toEqual([]);
    expect(events.at(-1)?.type).toBe('message_stop');
    return assemble(events);
  }

  test('sends a request of its usual size, and is answered with a call of one of its tools', async () => {
    const size = JSON.stringify(claudeCodeBody(model, [WISH, ASIDE])).length;
    expect(size).toBeGreaterThan(70_000);
    expect(size).toBeLessThan(80_000);
    const message = await answer([WISH, ASIDE]);
    expect(message.stop_reason).toBe('tool_use');
    expect(callsOf(message)).toContainEqual(
      expect.objectContaining({ name: 'Read', input: expect.objectContaining({ file_path: 'src/server.ts' }) }),
    );
    expect(message.usage.input_tokens).toBeGreaterThan(10_000);
  });

  test('gets arguments that keep the schemas of its tools', async () => {
    const wishes = ['Read src/server.ts.', 'Search the web for bridges.', 'Write a todo list.', 'Ask me a question.'];
    for (const wish of wishes) {
      const calls = callsOf(await answer([typed(wish)]));
      expect(calls.length).toBeGreaterThan(0);
      for (const { name, input } of calls) {
        const schema = CLAUDE_CODE_TOOLS.find((tool) => tool.name === name)?.input_schema;
        const compiled = await compileUserSchema(schema ?? {});
        expect(compiled.ok && compiled.violations(input)).toEqual([]);
      }
    }
  });

  test('works through a session of several turns: calls, results, text, and on', async () => {
    const turns: Turn[] = [WISH, ASIDE];
    const endings: (string | null)[] = [];
    for (const wish of ['Now run the tests with bash.', undefined]) {
      for (let message = await answer(turns); ; message = await answer(turns)) {
        endings.push(message.stop_reason);
        turns.push({ role: 'assistant', content: message.content as Anthropic.Beta.BetaContentBlockParam[] });
        const calls = callsOf(message);
        if (calls.length === 0) break;
        const results = calls.map(({ id }) => ({
          type: 'tool_result' as const,
          tool_use_id: id,
          content: 'All 12 pass.',
        }));
        turns.push({ role: 'user', content: results });
      }
      if (wish) turns.push({ role: 'user', content: wish });
    }
    expect(endings).toEqual(['tool_use', 'end_turn', 'tool_use', 'end_turn']);
    expect(JSON.stringify(turns.at(-1))).toContain('All 12 pass.');
  });

  test('is answered the same through the beta namespace of the SDK', async () => {
    const client = new Anthropic({
      baseURL: `${server.url()}${base}`,
      authToken: 'any',
      apiKey: null,
      maxRetries: 0,
      defaultQuery: { beta: 'true' },
    });
    const { stream: _, ...body } = claudeCodeBody(model, [WISH, ASIDE]);
    const message = await client.beta.messages.stream({ ...body, betas: BETAS }).finalMessage();
    const raw = await answer([WISH, ASIDE]);
    const content = (blocks: readonly object[]) => blocks.map((block) => ({ ...block, id: '' }));
    expect(content(message.content)).toEqual(content(raw.content));
    const sent = server.exchanges.at(-2)?.exchange;
    expect([sent?.received.query['beta'], sent?.target?.betas]).toEqual(['true', BETAS]);
  });

  test('counts its tokens as they are billed', async () => {
    const { max_tokens, stream, metadata, ...body } = claudeCodeBody(model, [WISH, ASIDE]);
    const response = await send(`${base}/v1/messages/count_tokens?beta=true`, body);
    const { input_tokens } = (await answer([WISH, ASIDE])).usage;
    expect(await response.json()).toMatchObject({
      input_tokens,
      context_management: { original_input_tokens: input_tokens },
    });
  });
});

describe('Claude Code beside its messages', () => {
  test('warms up without a key', async () => {
    const response = await fetch(`${server.url()}/api/hello`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test('finds the models of its gateway', async () => {
    const response = await fetch(`${server.url()}/v1/models?limit=1000`, {
      headers: { ...HEADERS, 'x-api-key': 'any' },
    });
    const { data } = (await response.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toContain('claude-opus-4-8');
  });

  test('gets rid of its telemetry', async () => {
    const response = await send('/api/event_logging/batch', { events: [] });
    expect([response.status, await response.json()]).toEqual([200, {}]);
  });

  test('is told where a system message may not stand', async () => {
    const response = await send('/v1/messages?beta=true', claudeCodeBody('claude-opus-4-8', [ASIDE, WISH]));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringMatching(/^messages\.0: use the top-level/) },
    });
  });
});
