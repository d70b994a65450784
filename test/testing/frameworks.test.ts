import { afterAll, expect, test } from 'vitest';
import { Examples } from '../support/examples.ts';

const examples = new Examples();
afterAll(() => examples.remove());

/** Frameworks are programs of their own, and this machine may be busy. */
const PATIENCE = 120_000;

/** A test that passes, one that fails by itself, and two that fail by what is claimed of them. */
const BODY = `
const mock = useMock({ failOnUnmatched: true, failOnUnused: true });
const say = (text: string) => mock.fetch('/v1/messages', {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
  body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user', content: text }] }),
});
const stub = () => mock.stub({ name: 'greeting', when: { text: 'hello' }, respond: { text: 'Hi there' } });
test('passes', async () => {
  stub();
  await say('hello');
});
test('fails by itself', async () => {
  stub();
  await say('hello you');
  throw new Error('as the test put it');
});
test('asks for what is not there', async () => {
  stub();
  await say('hello');
  await say('good bye');
});
test('does not ask', () => void stub());
`;

function expectTold(output: string): void {
  // The test that passes is not told of.
  expect(output.match(/stuntdouble: \d requests? in/g)).toHaveLength(3);
  expect(output).toContain('as the test put it');
  expect(output).toMatch(/user: hello you[\s\S]{0,20}stub: greeting/);
  expect(output).toMatch(/1 request found no stub or recording:[\s\S]*"good bye"[\s\S]*nearest stub: greeting/);
  expect(output).toMatch(/Stubs that answered no request:\s+greeting: when \{"text":"hello"\}/);
}

test('Vitest tells what was asked in a test that fails', { timeout: PATIENCE }, async () => {
  examples.write(
    'told.vitest.ts',
    `import { useMock } from 'stuntdouble/vitest';\nimport { test } from 'vitest';\n${BODY}`,
  );
  const { code, output } = await examples.vitest('told.vitest.ts');
  expect(output).toContain('3 failed | 1 passed');
  expectTold(output);
  expect(code).toBe(1);
});

test('Vitest tells tests that fail beside others how each gets a mock of its own', { timeout: PATIENCE }, async () => {
  examples.write(
    'beside.vitest.ts',
    `import { useMock } from 'stuntdouble/vitest';\nimport { test } from 'vitest';\nuseMock();
    test.concurrent('one', () => {});
    test.concurrent('two', () => { throw new Error('as the test put it'); });
    test('alone', () => { throw new Error('as the test put it'); });`,
  );
  const { output } = await examples.vitest('beside.vitest.ts');
  expect(output).toContain('2 failed | 1 passed');
  expect(output.match(/mockTest\(\) gives each its own/g)).toHaveLength(1);
});

test("Node's test runner gives each test a cassette named after its file and name", { timeout: PATIENCE }, async () => {
  examples.write(
    'taped.node.ts',
    `import assert from 'node:assert/strict';
    import { describe, test } from 'node:test';
    import { useMock } from 'stuntdouble/node-test';
    const mock = useMock({ cassettePerTest: true, mode: 'replay', cassettes: 'none' });
    describe('rivers', () => test('finds one', async () => {
      const headers = { 'content-type': 'application/json', 'x-api-key': 'k', 'anthropic-version': '2023-06-01' };
      const body = JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] });
      const missed = await (await mock.fetch('/v1/messages', { method: 'POST', headers, body })).json();
      assert.match(missed.mock.cassette, /^taped\\.node\\/.*finds one$/);
    }));`,
  );
  const { code, output } = await examples.nodeTest('taped.node.ts');
  expect(output).toContain('# pass 1\n# fail 0');
  expect(code).toBe(0);
});

test("Node's test runner tells what was asked in a test that fails", { timeout: PATIENCE }, async () => {
  examples.write(
    'told.node.ts',
    `import { useMock } from 'stuntdouble/node-test';\nimport { test } from 'node:test';\n${BODY}`,
  );
  const { code, output } = await examples.nodeTest('told.node.ts');
  expect(output).toContain('# pass 1\n# fail 3');
  expectTold(output.replaceAll('\n# ', '\n'));
  expect(code).toBe(1);
});
