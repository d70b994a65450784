import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { faultView } from '../../src/faults/fault-view.ts';
import { FAULTS, faultNamed } from '../../src/faults/faults.ts';

async function faults(...words: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), error: (line: string) => void errors.push(line) };
  let code: number | undefined;
  const program = createProgram('9.9.9', terminal, (given) => {
    code = given;
  });
  await program.parseAsync(['node', 'stuntdouble', 'faults', ...words]);
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

describe('stuntdouble faults', () => {
  test('lists every fault with what it does', async () => {
    const { code, out } = await faults();
    expect(code).toBe(0);
    const lines = out.split('\n');
    for (const { name, explain } of FAULTS)
      expect(lines.filter((line) => line.startsWith(`${name} `) && line.endsWith(explain))).toHaveLength(1);
  });

  test('writes JSON for machines, as the control API does', async () => {
    expect(JSON.parse((await faults('--format', 'json')).out)).toEqual({ faults: FAULTS.map(faultView) });
    expect(JSON.parse((await faults('stall', '--format', 'json')).out)).toEqual(faultView(faultNamed('stall')!));
  });

  test('explains one, with its options and an example', async () => {
    const { code, out } = await faults('latency');
    expect(code).toBe(0);
    const { explain, example } = faultNamed('latency')!;
    expect(out.startsWith(`latency\n${explain}\n\n`)).toBe(true);
    expect(out).toContain('how long it waits');
    expect(out).toContain('(default: 200ms)');
    expect(out.endsWith(`x-mock-fault: ${example}`)).toBe(true);
    expect((await faults('no-stop')).out.split('\n')).toHaveLength(4);
  });

  test.each([
    [['stal'], 'no fault is called "stal". Did you mean "stall"?'],
    [['__proto__'], 'no fault is called "__proto__".'],
    [['--format', 'yaml'], '--format: expected text or json, but got "yaml".'],
  ])('says what is wrong with %j, and exits with 2', async (words, message) => {
    const { code, errors } = await faults(...words);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});
