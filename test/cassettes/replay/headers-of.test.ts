import { describe, expect, test } from 'vitest';
import type { HeaderList } from '../../../src/cassettes/recording.ts';
import { headersOf } from '../../../src/cassettes/replay/headers-of.ts';
import { recorded } from './recorded.ts';

const of = (...headers: HeaderList) => headersOf(recorded('', undefined, { headers }));

describe('headers of a recording', () => {
  test('are those recorded, in order, by lower-case names', () => {
    const headers = of(['Content-Type', 'application/json'], ['request-id', 'req_1'], ['retry-after', '2']);
    expect(Object.entries(headers)).toEqual([
      ['content-type', 'application/json'],
      ['request-id', 'req_1'],
      ['retry-after', '2'],
    ]);
  });

  test('that came twice are joined', () => {
    expect(of(['cache-control', 'no-cache'], ['Cache-Control', 'no-store'])).toEqual({
      'cache-control': 'no-cache, no-store',
    });
  });

  test('say nothing of a connection or a compression that is over', () => {
    expect(of(['content-length', '5'], ['Content-Encoding', 'gzip'], ['transfer-encoding', 'chunked'])).toEqual({});
  });

  test('that nobody could send are left out, so that a file changed by hand does no harm', () => {
    expect(of(['x-a', 'one\r\nset-cookie: two'], ['x b', '1'], ['', '1'], ['x-c', 'ü'], ['x-d', '…'])).toEqual({
      'x-c': 'ü',
    });
    expect(Object.keys(of(['__proto__', 'kept']))).toEqual(['__proto__']);
  });

  test('are a new object every time, since who sends them adds to them', () => {
    const recording = recorded('', 'text/plain');
    headersOf(recording)['content-length'] = '7';
    expect(headersOf(recording)).toEqual({ 'content-type': 'text/plain' });
  });
});
