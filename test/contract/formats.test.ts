import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/contract/formats.ts';

describe('the format', () => {
  test.each<[string, string[], string[]]>([
    ['date', ['2024-02-29'], ['2023-02-29', '2024-13-01', '24-01-01']],
    ['time', ['23:59:60Z', '10:00:00.5+01:00'], ['24:00:00Z', '10:00:00']],
    ['date-time', ['2024-01-31T10:00:00Z'], ['2024-01-32T10:00:00Z', '2024-01-31']],
    ['duration', ['P1Y2M3DT4H', 'PT5S', 'P2W'], ['P', 'PT', '1D', 'P1S']],
    ['email', ['a.b+c@example.com'], ['a@', '@b', 'a..b@c', 'a b@c.d']],
    ['hostname', ['example.com', 'a-b'], ['-a', 'a_b', 'a..b', '']],
    ['uri', ['https://example.com/a?b#c', 'urn:x:y'], ['example.com', 'http://a b', ':x']],
    ['ipv4', ['127.0.0.1'], ['256.0.0.1', '1.2.3', '01.2.3.4']],
    [
      'ipv6',
      ['::1', '2001:db8::8a2e:370:7334', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'],
      [':::', '1:2', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9'],
    ],
    ['uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567e89b12d3a456426614174000']],
  ])('%s', (format, good, bad) => {
    for (const text of good) expect([text, FORMATS[format]?.(text)]).toEqual([text, true]);
    for (const text of bad) expect([text, FORMATS[format]?.(text)]).toEqual([text, false]);
  });

  test.each(Object.keys(FORMATS))('%s is checked in time however long the text', (format) => {
    for (const piece of ['a', '1', ':', 'a.', '1:', 'P1', '-', '%']) {
      FORMATS[format]?.(piece.repeat(1_000_000));
      FORMATS[format]?.(piece.repeat(900));
    }
  });
});
