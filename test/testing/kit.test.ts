import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { readCassettes } from '../../src/cassettes/store/read-cassettes.ts';
import { createMock } from '../../src/mock.ts';
import { setVariables } from '../../src/testing/environment.ts';
import { type UseMockOptions, useMockWith } from '../../src/testing/kit.ts';
import type { TestBegin } from '../../src/testing/test-cassette.ts';
import { folderWith } from '../support/folder.ts';
import { say } from './hello.ts';

/** A test framework with one file, whose tests are run by hand. */
function frameworkWith(options: UseMockOptions = {}) {
  let before: () => Promise<void> = async () => undefined;
  let after: () => Promise<void> = async () => undefined;
  let each: (begin: TestBegin) => void = () => undefined;
  let ends: (end: { failed: boolean; name: string | undefined; print(text: string): void }) => void = () => undefined;
  const printed: string[] = [];
  const mock = useMockWith(options, {
    beforeAll: (hook) => {
      before = hook;
    },
    afterAll: (hook) => {
      after = hook;
    },
    beforeEach: (hook) => {
      each = hook;
    },
    afterEach: (hook) => {
      ends = hook;
    },
  });
  return {
    mock,
    printed,
    begin: () => before(),
    end: () => after(),
    /** Runs a test, and fails as the framework would. */
    async run(body: () => unknown) {
      each({ name: 'greetings greets', file: '/app/test/greetings.test.ts' });
      const failure = await Promise.resolve()
        .then(body)
        .then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
      ends({ failed: failure !== undefined, name: 'greets', print: (text) => printed.push(text) });
      if (failure) throw failure.error;
    },
  };
}

type Framework = ReturnType<typeof frameworkWith>;

let open: Framework | undefined;

async function begun(options?: UseMockOptions): Promise<Framework> {
  open = frameworkWith(options);
  await open.begin();
  return open;
}

afterEach(() => open?.end());

const HELLO = { name: 'greeting', when: { text: 'hello' }, respond: { text: 'Hi there' } };

describe('useMock', () => {
  test('leads clients to the mock by the environment alone', async () => {
    const { mock, run } = await begun();
    await run(async () => {
      mock.stub(HELLO);
      expect(await say('hello')).toBe('Hi there');
      expect(mock.requests()).toHaveLength(1);
    });
  });

  test('sets no doubled /v1, and puts every variable back, unset ones too', async () => {
    const restore = setVariables({
      ANTHROPIC_BASE_URL: 'https://api.anthropic.com',
      ANTHROPIC_API_KEY: 'sk-ant-real',
      ANTHROPIC_AUTH_TOKEN: 'real',
      OPENROUTER_BASE_URL: undefined,
    });
    const before = { ...process.env };
    const framework = await begun({ apiKey: ['sk-let-in'] });
    const { url } = framework.mock;
    expect(process.env).toMatchObject({
      ANTHROPIC_BASE_URL: url,
      ANTHROPIC_API_KEY: 'sk-let-in',
      OPENROUTER_BASE_URL: `${url}/api/v1`,
      OPENROUTER_API_KEY: 'sk-let-in',
      STUNTDOUBLE_URL: url,
    });
    expect(process.env).not.toHaveProperty('ANTHROPIC_AUTH_TOKEN');
    await framework.end();
    expect({ ...process.env }).toEqual(before);
    restore();
  });

  test('begins each test with nothing remembered', async () => {
    const { mock, run } = await begun();
    await run(async () => {
      mock.stub(HELLO);
      mock.clock.freeze();
      await say('hello');
    });
    await run(async () => {
      expect(mock.requests()).toEqual([]);
      expect(mock.unusedStubs()).toEqual([]);
      expect(mock.clock.frozen).toBe(false);
      expect(await say('hello')).not.toBe('Hi there');
    });
  });

  test('gives the same bytes in every test', async () => {
    const { mock, run } = await begun();
    const ids: (string | undefined)[] = [];
    for (let test = 0; test < 2; test++) {
      await run(async () => {
        await say('Tell me about rivers.');
        ids.push(mock.requests()[0]?.response.message?.id);
      });
    }
    expect(ids[0]).toMatch(/^msg_/);
    expect(ids[1]).toBe(ids[0]);
  });

  test('says what is wrong when it is used outside of tests', async () => {
    const framework = frameworkWith();
    expect(() => framework.mock.url).toThrow(/runs only while tests run/);
    await framework.begin();
    expect(framework.mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await framework.end();
    expect(() => framework.mock.stub(HELLO)).toThrow(/runs only while tests run/);
  });

  test('fails a test on a request that no stub was for, when asked', async () => {
    const { mock, run, printed } = await begun({ failOnUnmatched: true });
    await run(async () => {
      mock.stub(HELLO);
      await say('hello');
    });
    expect(printed).toEqual([]);
    const failing = run(async () => {
      mock.stub(HELLO);
      await say('good bye');
    });
    await expect(failing).rejects.toThrow(/1 request found no stub or recording:[\s\S]*greeting[\s\S]*"hello"/);
    expect(printed).toHaveLength(1);
  });

  test('fails a test on a stub of its own that answered nothing, when asked', async () => {
    const { mock, run } = await begun({ failOnUnused: true });
    await run(async () => {
      mock.stub(HELLO);
      await say('hello');
    });
    await expect(run(() => void mock.stub(HELLO))).rejects.toThrow(
      'Stubs that answered no request:\n  greeting: when {"text":"hello"}',
    );
  });

  test('keeps stubs of files from test to test, and lets other tests use them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-kit-'));
    writeFileSync(join(folder, 'stubs.yaml'), 'stubs:\n  - when: { text: hello }\n    respond: { text: Hi there }\n');
    const framework = await begun({ stubs: [folder], watch: false, failOnUnused: true });
    for (let test = 0; test < 2; test++) {
      await framework.run(async () => expect(await say('hello')).toBe('Hi there'));
    }
    await framework.run(() => expect(framework.mock.unusedStubs()).toHaveLength(1));
    rmSync(folder, { recursive: true });
  });

  test('tells what was asked and answered when a test fails, and leaves its failure as it is', async () => {
    const { mock, run, printed } = await begun({ failOnUnused: true });
    const failing = run(async () => {
      mock.stub(HELLO);
      await say('good bye');
      throw new Error('as the test put it');
    });
    await expect(failing).rejects.toThrow('as the test put it');
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(
      /^stuntdouble: 1 request in "greets"\n {2}#1 POST \/v1\/messages {2}claude-sonnet-4-6\n/,
    );
    expect(printed[0]).toContain('user: good bye');
    expect(printed[0]).toContain('near: greeting (');
  });

  test('gives each test a session of its own, when asked', async () => {
    const { mock, run } = await begun({ sessionPerTest: true });
    const urls: string[] = [];
    for (let test = 0; test < 2; test++) {
      await run(async () => {
        urls.push(process.env['ANTHROPIC_BASE_URL']!);
        await say('hello');
        expect(mock.requests()).toHaveLength(1);
      });
    }
    expect(urls[0]).toMatch(/\/t\/[\w-]+$/);
    expect(urls[1]).not.toBe(urls[0]);
    expect(mock.mock.requests()).toEqual([]);
  });

  test('shares a mock, which goes on when the tests are over', async () => {
    const shared = createMock();
    const { url } = await shared.listen({ port: 0 });
    const framework = await begun({ shared: { mock: shared, url } });
    await framework.run(async () => {
      framework.mock.stub(HELLO);
      expect(await say('hello')).toBe('Hi there');
    });
    expect(shared.sessions.list().map(({ id }) => id)).toEqual(['default']);
    await framework.end();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await shared.close();
  });

  test('records each test to a cassette of its own with the real key, and replays it in CI without one', async () => {
    const cassettes = folderWith();
    const upstream = createMock({ apiKey: ['sk-ant-real'] });
    const { url } = await upstream.listen({ port: 0 });
    onTestFinished(() => upstream.close());
    const options = { cassettePerTest: true, cassettes, upstream: [url] };
    const heard: string[] = [];
    const restore = setVariables({ CI: undefined, ANTHROPIC_API_KEY: 'sk-ant-real' });
    const recording = await begun(options);
    await recording.run(async () => heard.push(await say('hello')));
    await recording.end();
    restore();
    expect(upstream.requests()).toHaveLength(1);
    const stored = await readCassettes(cassettes);
    expect(stored.cassettes.map(({ name }) => name)).toEqual(['greetings/greetings greets']);

    const restoreAgain = setVariables({ CI: 'true', ANTHROPIC_API_KEY: undefined });
    const { run } = await begun(options);
    await run(async () => expect(await say('hello')).toBe(heard[0]));
    await expect(run(() => say('good bye'))).rejects.toThrow(
      /No recording in cassette \\"greetings\/greetings greets\\"/,
    );
    restoreAgain();
    expect(upstream.requests()).toHaveLength(1);
  });
});
