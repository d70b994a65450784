import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drillPlan } from '../../src/cli/drill-plan.ts';
import { FAULTS } from '../../src/faults/faults.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stuntdouble-plan-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const plan = (given: string, always = false) => drillPlan(given, always);

describe('the plan of a drill', () => {
  test('"all" is the example of every fault, on the first request', () => {
    expect(plan('all')).toEqual(FAULTS.map(({ example }) => ({ name: example, faults: example, next: 1 })));
  });

  test('names stand for examples, texts for themselves, and commas in brackets separate nothing', () => {
    expect(plan('no-stop, error(type=429, message="a, (b)") ,reset').map(({ faults }) => faults)).toEqual([
      'no-stop',
      'error(type=429, message="a, (b)")',
      'reset(after=120 bytes)',
    ]);
  });

  test('with --always every request is spoilt, unless the entry says which', () => {
    const path = file('plan.json', '["no-stop", { "name": "twice", "faults": ["bom", "done"], "times": 2 }]');
    expect(plan(path, true)).toEqual([
      { name: 'no-stop', faults: 'no-stop', every: 1 },
      { name: 'twice', faults: ['bom', 'done'], times: 2 },
    ]);
  });

  test('a YAML file is a plan, and the plan read again is the same', () => {
    const path = file(
      'plan.yaml',
      '- no-stop\n- { name: second turn, faults: "reset; bom", when: { turn: 2 } }\n- { faults: [bom, done] }\n',
    );
    const first = plan(path);
    expect(first).toEqual([
      { name: 'no-stop', faults: 'no-stop', next: 1 },
      { name: 'second turn', faults: 'reset; bom', when: { turn: 2 }, next: 1 },
      { name: 'bom; done', faults: ['bom', 'done'], next: 1 },
    ]);
    expect(plan(file('again.json', JSON.stringify(first)), true)).toEqual(first);
  });

  test('the plan that docs/drill.md shows is one', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/drill.md'), 'utf8');
    const shown = /```yaml\n(.*?)```/s.exec(page)![1]!;
    expect(plan(file('shown.yaml', shown))).toEqual([
      { name: 'overloaded twice', faults: 'error(type=529, retry-after=0s)', next: 2 },
      expect.objectContaining({ faults: 'reset(after=half-argument)', when: { turn: 2, stream: true }, next: 1 }),
      expect.objectContaining({ name: 'slow(per=50ms); truncate(after=half-event)' }),
    ]);
  });

  test.each([
    ['rset', /no fault is called "rset"\. Did you mean "?reset/],
    ['reset(after=soon)', /fault 1: faults: .*after expects/],
    ['reset(after=1, bom', /fault 1: faults: /],
    ['error(message="a, b', /fault 1: faults: /],
    [' , ', /there is no fault in it/],
    ['no-such-plan.yaml', /cannot be read: ENOENT/],
  ])('%s is refused, and told why', (given, problem) => {
    expect(() => plan(given)).toThrow(problem);
  });

  test.each([
    ['{ "faults": "bom" }', /expected a list/],
    ['[', /cannot be read/],
    ['[]', /there is no fault in it/],
    ['["bom", 3]', /fault 2: expected a text or/],
    ['[{ "name": "x" }]', /fault 1: faults: it does not say which faults/],
    ['[{ "name": 3, "faults": "bom" }]', /fault 1: name: expected a text/],
    ['["bom", { "faults": "bom", "whn": {} }]', /fault 2: whn: there is no such key/],
    ['[{ "faults": "bom", "next": 0 }]', /fault 1: next: expected a whole number/],
    ['[{ "faults": 3 }]', /fault 1: faults: expected a text/],
    ['[{ "__proto__": 3 }]', /fault 1: /],
  ])('a plan file with %s is refused, and told why', (text, problem) => {
    expect(() => plan(file('plan.json', text))).toThrow(problem);
  });
});
