import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { mockServer } from './mock-server.ts';

/** The script that the page about tests shows. */
const [, script] = /```yaml\n([\s\S]*?)```/.exec(
  readFileSync(join(import.meta.dirname, '../../docs/testing.md'), 'utf8'),
)!;
const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-agent-'));
writeFileSync(join(folder, 'research.yaml'), script!);
afterAll(() => rmSync(folder, { recursive: true }));

const server = mockServer({ stubs: [folder], watch: false });

const QUERIES = ['longest river of Portugal', 'length of the Tagus'];
const ANSWER = 'The Tagus is the longest river of Portugal, with 1007 km.';
const QUESTION = 'How long is the longest river of Portugal?';
const SEARCH = { description: 'Search the web', input: z.object({ query: z.string() }) };

interface Run {
  answer: string;
  /** What the tool was asked, in order. */
  queries: string[];
  /** The replies as they came, byte for byte. */
  bytes: string[];
}

/** Runs an agent in a session of its own; what it gets is a fetch that keeps the replies. */
type Agent = (base: string, keep: typeof fetch, search: (query: string) => string) => Promise<string>;

async function run(agent: Agent, session: string): Promise<Run> {
  const bytes: string[] = [];
  const queries: string[] = [];
  const keep: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    bytes.push(await response.clone().text());
    return response;
  };
  const answer = await agent(`${server.url()}/t/${session}`, keep, (query) => {
    queries.push(query);
    return `Much about ${query}.`;
  });
  return { answer, queries, bytes };
}

function toolRunner(stream: boolean): Agent {
  return async (baseURL, fetch, search) => {
    const client = new Anthropic({ baseURL, apiKey: 'any', maxRetries: 0, fetch });
    const tools = [
      betaZodTool({
        name: 'search',
        description: SEARCH.description,
        inputSchema: SEARCH.input,
        run: ({ query }) => search(query),
      }),
    ];
    const messages = [{ role: 'user' as const, content: QUESTION }];
    const params = { model: 'claude-sonnet-4-6', max_tokens: 500, messages, tools, stream, thread: false as const };
    const { content } = await client.beta.messages.toolRunner(params).runUntilDone();
    return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  };
}

function aiSdk(stream: boolean): Agent {
  return async (base, fetch, search) => {
    const model = createAnthropic({ baseURL: `${base}/v1`, apiKey: 'any', fetch })('claude-sonnet-4-6');
    const execute = ({ query }: { query: string }) => search(query);
    const tools = { search: tool({ description: SEARCH.description, inputSchema: SEARCH.input, execute }) };
    const params = { model, maxRetries: 0, prompt: QUESTION, tools, stopWhen: stepCountIs(5) };
    return stream ? await streamText(params).text : (await generateText(params)).text;
  };
}

const AGENTS: [string, Agent][] = [
  ['the tool runner of the Anthropic SDK', toolRunner(false)],
  ['the streaming tool runner of the Anthropic SDK', toolRunner(true)],
  ['the AI SDK', aiSdk(false)],
  ['the streaming AI SDK', aiSdk(true)],
];

describe('an agent scripted in ten lines of YAML', () => {
  test('is ten lines long', () => {
    expect(script!.trim().split('\n').length).toBeLessThanOrEqual(10);
  });

  test.each(AGENTS)('is driven through two searches to its answer by %s', async (name, agent) => {
    const session = `once-${AGENTS.findIndex(([is]) => is === name)}`;
    const { answer, queries, bytes } = await run(agent, session);
    expect(answer).toBe(ANSWER);
    expect(queries).toEqual(QUERIES);
    expect(bytes).toHaveLength(3);
    const { mock } = server;
    mock.session(session).verifyToolCalls(QUERIES.map((query) => ({ name: 'search', input: { query } })));
    mock.session(session).verifyNoUnmatched();
    expect(mock.session(session).requests({ matched: true })).toHaveLength(3);
  });

  test.each(AGENTS)('gives the same bytes fifty times at once to %s', async (name, agent) => {
    const at = AGENTS.findIndex(([is]) => is === name);
    const runs = await Promise.all(Array.from({ length: 50 }, (_, index) => run(agent, `often-${at}-${index}`)));
    for (const each of runs) expect(each).toEqual(runs[0]);
    expect(runs[0]).toMatchObject({ answer: ANSWER, queries: QUERIES });
  });

  test('is the same script for fifty agents in one session, but for ids', async () => {
    const runs = await Promise.all(Array.from({ length: 50 }, () => run(toolRunner(false), 'together')));
    for (const { answer, queries } of runs) expect([answer, queries]).toEqual([ANSWER, QUERIES]);
    expect(server.mock.session('together').totals().requests).toBe(150);
  });
});
