import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorNames } from '../../src/error-names.ts';
import { FAULTS, faultNamed } from '../../src/faults/faults.ts';
import { type OptionRow, type OptionValue, SPOTS, type Spot } from '../../src/faults/option.ts';
import { LONGEST, LONGEST_TEXT, MOST } from '../../src/faults/option-text.ts';
import { parseFaults } from '../../src/faults/parse-faults.ts';
import { printFaults } from '../../src/faults/print-faults.ts';
import { faults } from './forms.ts';

const problem = (text: string): string => {
  const parsed = parseFaults(text);
  return 'problem' in parsed ? parsed.problem : 'none';
};

describe('a list of faults', () => {
  test('gives each its name and its options', () => {
    expect(faults('stall(after=3 events, for=30s); reset(after=120 bytes)')).toEqual([
      { name: 'stall', options: { after: { count: 3, unit: 'events' }, for: 30_000 } },
      { name: 'reset', options: { after: { count: 120, unit: 'bytes' } } },
    ]);
  });

  test('may be parted by commas, as a repeated header is, and hold spaces anywhere', () => {
    const written = faults('stall(after=3events,for=1s),no-stop,reset()');
    expect(written.map(({ name }) => name)).toEqual(['stall', 'no-stop', 'reset']);
    expect(faults(' ;stall ( after = 3 events , for = 1 s ) ,; no-stop ,reset ( ) ; ')).toEqual(written);
  });

  test('may be empty', () => {
    expect(faults('')).toEqual([]);
    expect(faults(' ; , ')).toEqual([]);
  });

  test('fills in what is left out', () => {
    expect(faults('stall')).toEqual(faults('stall(after=3 events, for=30s)'));
    expect(faults('error-event')).toEqual(faults('error-event(type=overloaded, after=3 events, message="")'));
  });

  test.each([
    ['200ms', 200],
    ['0', 0],
    ['1.5s', 1500],
    ['2 m', 120_000],
    ['60m', LONGEST],
  ])('reads %s as a duration', (written, milliseconds) => {
    expect(faults(`latency(for=${written})`)[0]?.options['for']).toBe(milliseconds);
  });

  test('counts in the unit of the default when none is written', () => {
    expect(faults('reset(after=1)')).toEqual(faults('reset(after=1 event)'));
    expect(faults('truncate(after=1)')).toEqual(faults('truncate(after=1 byte)'));
  });

  test('takes a text with separators as a JSON string', () => {
    expect(faults('error-event(message="a, b; (c) \\"d\\" = \\u00fc")')[0]?.options['message']).toBe(
      'a, b; (c) "d" = ü',
    );
    expect(faults('error-event(message=Try again later)')[0]?.options['message']).toBe('Try again later');
  });
});

describe('a wrong list', () => {
  test.each([
    ['stal', 'at character 1: no fault is called "stal". Did you mean "stall"? There are error, bad-gateway, latency,'],
    ['reset; Close', 'at character 8: no fault is called "Close". Did you mean "close"?'],
    ['earthquake', 'at character 1: no fault is called "earthquake". There are'],
    [
      'stall(aftr=1)',
      'at character 7: stall has no option "aftr". Did you mean "after"? Its options, with their defaults: after=3 events, for=30000ms',
    ],
    ['no-stop(after=1)', 'at character 9: no-stop has no option "after". It has no options'],
    ['latency(200ms)', 'at character 9: latency has no option "200ms". Its options, with their defaults: for=200ms'],
    ['latency(for)', 'at character 12: expected "=" and a value after "for"; came ")"'],
    [
      'latency(for=)',
      'at character 13: for expects a duration of at most one hour, such as 200ms, 30s or 2m; came ")"',
    ],
    [
      'latency(for=30)',
      'at character 13: for expects a duration of at most one hour, such as 200ms, 30s or 2m; came "30"',
    ],
    ['latency(for=61m)', 'came "61m"'],
    ['latency(for=-1s)', 'came "-1s"'],
    ['latency(for=1e3s)', 'came "1e3s"'],
    ['latency(jitter=1.5)', 'at character 16: jitter expects a number from 0 to 1; came "1.5"'],
    ['latency(for=1s, for=2s)', 'at character 17: the option "for" of latency stands here twice'],
    [
      'stall(after=three)',
      'after expects a count of events or bytes, such as "3 events" or "120 bytes", or one of nothing, headers, thinking,',
    ],
    ['stall(after=1.5 events)', 'came "1.5 events"'],
    [`stall(after=${MOST + 1})`, `came "${MOST + 1}"`],
    ['error-event(type=sad)', 'type expects a status from 400 to 599, or one of invalid_request, context_length,'],
    ['error(type=200)', 'came "200"'],
    ['error-event(message="open)', 'message expects a text of at most 1000 characters; came "\\"open)"'],
    ['error-event(message="\\x")', 'came "\\"\\\\x\\")"'],
    ['stall(for=1s', 'at character 13: expected "," or ")"; came the end'],
    ['stall(', 'at character 7: expected an option of stall; came the end'],
    ['stall(for=1s; reset', 'at character 13: expected "," or ")"; came "; reset"'],
    ['stall(for=1s,)', 'at character 14: expected an option of stall; came ")"'],
    ['reset close', 'at character 7: expected ";" before the next fault; came "close"'],
    ['reset)', 'at character 6: expected ";" before the next fault; came ")"'],
    ['(after=1)', 'at character 1: expected the name of a fault; came "(after=1)"'],
    ['__proto__', 'no fault is called "__proto__"'],
    ['reset(__proto__=1)', 'reset has no option "__proto__"'],
    ['reset(toString=1)', 'reset has no option "toString"'],
  ])('%s is told where and what', (text, said) => {
    expect(problem(text)).toContain(said);
  });

  test('is bounded in number and length, and so is what is said of it', () => {
    expect(faults(Array(20).fill('no-stop').join())).toHaveLength(20);
    expect(problem(Array(21).fill('no-stop').join())).toBe('at character 161: more than 20 faults');
    expect(problem('x'.repeat(10_001))).toBe('longer than 10000 characters');
    const names = FAULTS.map(({ name }) => name).join(', ');
    expect(problem('x'.repeat(10_000)).length).toBeLessThan(names.length + 120);
    expect(problem(`error-event(message=${'x'.repeat(LONGEST_TEXT + 1)})`)).toContain('came "xxx');
  });
});

const digits = (most: number, share: number) => fc.integer({ min: 0, max: most * share }).map((n) => n / share);

function valueFor(row: OptionRow): fc.Arbitrary<OptionValue> {
  switch (row.type) {
    case 'duration':
      return digits(LONGEST, 1000);
    case 'count':
      return digits(MOST, 1);
    case 'number':
      return digits(row.maximum, 1_000_000).filter((value) => value >= row.minimum);
    case 'place':
      return fc.oneof(
        fc.record({ count: digits(MOST, 1), unit: fc.constantFrom('events' as const, 'bytes' as const) }),
        fc.record({ spot: fc.constantFrom(...(Object.keys(SPOTS) as Spot[])) }),
      );
    case 'name':
      return fc.constantFrom(...row.names);
    case 'error':
      return fc.constantFrom(...errorNames(), '529', '418');
    case 'text':
      return fc.string({ unit: 'binary', maxLength: 40 });
  }
}

/** Any list of faults, each option with any value that it may have. */
const lists = fc.array(
  fc.constantFrom(...FAULTS).chain(({ name, options }) =>
    fc
      .record(Object.fromEntries(Object.entries(options).map(([key, row]) => [key, valueFor(row)])), {
        noNullPrototype: true,
      })
      .map((values) => ({ name, options: values })),
  ),
  { maxLength: 6 },
);

describe('what is printed', () => {
  test('is read back as the same faults, and is ASCII as a header must be', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const printed = printFaults(list);
        expect(printed).toMatch(/^[ -~]*$/);
        expect(parseFaults(printed)).toEqual({ faults: list });
      }),
    );
  });
});

describe('whatever comes', () => {
  const grammar = fc
    .array(
      fc.constantFrom(
        'stall',
        'error-event',
        '(',
        ')',
        '=',
        ';',
        ',',
        ' ',
        'after',
        'for',
        'message',
        '3 events',
        '1s',
        '"',
        '\\',
        '\n',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  test('is read or told to be wrong, and never thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), grammar), (text) => {
        const parsed = parseFaults(text);
        if ('problem' in parsed) expect(parsed.problem).toMatch(/^at character \d+: ./);
        else expect(parseFaults(printFaults(parsed.faults))).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });
});

describe('every fault', () => {
  test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    '%s says of itself what the docs need',
    (name, fault) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(fault.explain).toMatch(/^[A-Z].*\.$/);
      expect(faults(fault.example).map((parsed) => parsed.name)).toEqual([name]);
      for (const { describe: said } of Object.values(fault.options)) expect(said).toMatch(/^[a-z].*[^.]$/);
    },
  );

  test('has a name of its own, and defaults within its own bounds', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    for (const { name } of FAULTS) expect(faults(printFaults(faults(name)))).toEqual(faults(name));
    expect(faultNamed('toString')).toBeUndefined();
  });
});
