import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliserOf } from '../../../src/cassettes/match/normaliser.ts';

const dates = normaliserOf('dates')!;
const uuids = normaliserOf('uuids')!;
const paths = normaliserOf('paths')!;

describe('normalising dates', () => {
  test.each([
    '2026-11-20',
    '2026-11-20T19:00:01Z',
    '2026-11-20T19:00:01.123456+01:00',
    '2026-11-20 19:00',
    '2026-11-20 19:00:01 UTC',
    'Fri, 20 Nov 2026 19:00:01 GMT',
    'Fri, 20 Nov 2026 19:00:01 +0000',
    'Fri Nov 20 19:00:01 UTC 2026',
    'Fri Nov 20 2026 19:00:01 GMT+0000 (Coordinated Universal Time)',
    'Friday, November 20, 2026 at 7:00 PM',
    'November 20th, 2026',
    '20 November 2026',
    '11/20/2026, 7:00:01 PM',
    '20.11.2026',
    '2026/11/20 19:00',
    '19:00:01',
    '7:05 pm',
  ])('%s is a date', (date) => {
    expect(dates(`It is ${date}, they said (${date})`)).toBe('It is <date>, they said (<date>)');
  });

  test.each([
    'version 1.2.3',
    '11/20/20261',
    '2026-11-201',
    '10:30',
    'March on',
    'May 5 people',
    '127.0.0.1:8080',
    '1234567',
    'ratio 3/4',
  ])('%s is none', (text) => {
    expect(dates(text)).toBe(text);
  });
});

describe('normalising paths', () => {
  test.each([
    '/home/ann/project/a.ts',
    '/tmp',
    '/usr/bin/',
    'C:\\Users\\Ann\\a.ts',
    'C:\\\\Users\\\\Ann',
    'd:/app/a',
    '\\\\server\\share\\a',
    'file:///home/ann/a.ts',
  ])('%s is a path', (path) => {
    expect(paths(`see "${path}" now`)).toBe('see "<path>" now');
  });

  test.each(['https://example.com/a/b', '/help', 'and/or', './src/a.ts', 'src/a/b.ts', '1/2/3', '</div>', 'a: b'])(
    '%s is none',
    (text) => {
      expect(paths(text)).toBe(text);
    },
  );
});

describe('normalising', () => {
  test('finds uuids of either case', () => {
    expect(uuids('a 1B4E28BA-2fa1-11d2-883f-0016d3cca427_x')).toBe('a <uuid>_x');
  });

  test('once is as good as twice', () => {
    for (const normalise of [dates, uuids, paths]) {
      fc.assert(
        fc.property(fc.string({ unit: fc.constantFrom(...'20-:/\\ aTZ.C<>,'), maxLength: 40 }), (text) => {
          expect(normalise(normalise(text))).toBe(normalise(text));
        }),
      );
    }
  });

  test("a pattern of one's own puts its own word there, as it is written", () => {
    expect(normaliserOf({ pattern: 'run (\\d+)', with: '$1' })?.('run 12, run 3')).toBe('$1, $1');
    expect(normaliserOf({ pattern: '\\d+' })?.('a 1')).toBe('a <normalised>');
  });

  test('works through a long text line by line', () => {
    const text = `${'a line of words\n'.repeat(5000)}run 12`;
    expect(normaliserOf({ pattern: 'run \\d+' })?.(text).endsWith('\n<normalised>')).toBe(true);
  });
});
