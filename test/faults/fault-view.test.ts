import { describe, expect, test } from 'vitest';
import { faultView } from '../../src/faults/fault-view.ts';
import { FAULTS } from '../../src/faults/faults.ts';
import { parseFaults } from '../../src/faults/parse-faults.ts';

describe.each(FAULTS.map((fault) => [fault.name, fault] as const))('%s, told to machines,', (name, fault) => {
  const { options, example, explain } = faultView(fault);

  test('is plain JSON with an example that can be read', () => {
    expect(JSON.parse(JSON.stringify(faultView(fault)))).toEqual(faultView(fault));
    expect(parseFaults(example)).toHaveProperty('faults');
    expect(explain).toMatch(/\.$/);
  });

  test('has defaults as they are written in the header', () => {
    const written = Object.entries(options).map(([key, option]) => `${key}=${option.default}`);
    const given = Object.entries(options).filter(([, option]) => option.default !== '""');
    expect(given.every(([, { describe, expects }]) => describe !== '' && expects !== '')).toBe(true);
    expect(parseFaults(`${name}(${written.join(', ')})`)).toEqual(parseFaults(name));
  });
});
