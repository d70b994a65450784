import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock.ts';
import { ask, DOORS } from '../support/wire.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/other-languages.md'), 'utf8');

/** A call of the control API, as an example makes it. */
interface Call {
  method: string;
  path: string;
  body: string | undefined;
}

/** The calls in the examples of a language: of a function named control, or of curl. */
function callsIn(language: string): Call[] {
  const code = [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))]
    .map(([, text]) => text)
    .join('');
  const calls = code.matchAll(/control\("([A-Z]+)", "([\w/]+)"(?:, `?(\{.*\})`?)?\)/g);
  const curls = code.matchAll(/curl (?:-X ([A-Z]+) )?\S+\/_mock\/(\w+)(?: -H '[^']*'(?: \\\n *)? ?-d '([^']*)')?/g);
  return [...calls, ...curls].map(([, method, path, body]) => ({ method: method ?? 'GET', path: path!, body }));
}

// Python, Go and curl are not everywhere; what their examples send is held to the server here.
describe.each([
  ['python', ['POST stubs', 'POST verify', 'GET requests']],
  ['go', ['POST stubs', 'POST verify']],
  ['sh', ['POST stubs', 'GET requests', 'POST verify']],
])('the examples in %s', (language, expected) => {
  const calls = callsIn(language);

  test('are found', () => {
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(expected);
  });

  test('send what the control API takes', async () => {
    const mock = createMock({ strict: true });
    for (const { method, path, body } of calls) {
      if (path === 'verify') await greet(mock.fetch);
      const init = { method, headers: { 'content-type': 'application/json' }, ...(body ? { body } : {}) };
      const response = await mock.fetch(`http://127.0.0.1/t/test/_mock/${path}`, init);
      expect([path, response.status]).toEqual([path, path === 'stubs' ? 201 : 200]);
    }
    expect(mock.session('test').requests()).toMatchObject([{ source: 'stub' }]);
  });
});

async function greet(fetch: typeof globalThis.fetch): Promise<void> {
  const messages = [{ role: 'user', content: 'Say hello to Ada.' }];
  const body = JSON.stringify(ask('anthropic', { messages }));
  await fetch('/t/test/v1/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers },
    body,
  });
}
