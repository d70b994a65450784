import { afterAll, describe, expect, test } from 'vitest';
import { Examples } from '../support/examples.ts';

const examples = new Examples();
const blocks = examples.take('docs/testing.md');
const named = examples.files.filter((name) => name.endsWith('.ts'));
afterAll(() => examples.remove());

/** Jest's globals, as far as the examples use them; its own types are not installed here. */
const JEST_GLOBALS = `import type {} from 'stuntdouble/jest';
declare global {
  namespace jest {
    interface Matchers<R> {
      rejects: { toMatchObject(expected: object): Promise<R> };
    }
  }
  const test: (name: string, body: () => Promise<void>) => void;
  const expect: (received: unknown) => jest.Matchers<void>;
}
`;

/** Compilers and runners are programs of their own, and this machine may be busy. */
const PATIENCE = 120_000;

describe('the examples of docs/testing.md', () => {
  test('all name their file', () => {
    expect(named).toHaveLength(blocks);
    expect(blocks).toBeGreaterThan(3);
  });

  test('compile', { timeout: PATIENCE }, async () => {
    examples.write('jest-globals.d.ts', JEST_GLOBALS);
    expect(await examples.check()).toEqual({ code: 0, output: '' });
  });

  test('pass in Vitest, and those for Jest with its globals', { timeout: PATIENCE }, async () => {
    const names = named.filter((name) => !name.endsWith('.node.ts'));
    const { code, output } = await examples.vitest(...names);
    expect(output).toContain(`${names.length} passed`);
    expect(code).toBe(0);
  });

  test('pass in the test runner of Node', { timeout: PATIENCE }, async () => {
    const [name] = named.filter((file) => file.endsWith('.node.ts'));
    const { code, output } = await examples.nodeTest(name!);
    expect(output).toContain('# pass 1\n# fail 0');
    expect(code).toBe(0);
  });
});
