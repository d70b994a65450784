import { describe, expect, test } from 'vitest';
import { ControlError } from '../../src/control/control-error.ts';
import { guard } from '../../src/control/guard.ts';
import type { Headers } from '../../src/headers.ts';

const LOCAL = { host: 'localhost:4010' };

/** The status with which a request is refused; `in` for one that is let in. */
function verdict(headers: Headers, controlToken = ''): number | 'in' {
  try {
    guard(headers, { control: true, controlToken });
    return 'in';
  } catch (error) {
    if (error instanceof ControlError) return error.status;
    throw error;
  }
}

describe('without a token', () => {
  test.each([
    'localhost',
    'localhost:4010',
    'LOCALHOST:80',
    'mock.localhost:4010',
    'a.b.localhost',
    '127.0.0.1:4010',
    '127.1.2.3',
    '[::1]:4010',
    '[::1]',
  ])('the Host %s is let in', (host) => {
    expect(verdict({ host })).toBe('in');
  });

  test.each([
    '',
    'example.com',
    'localhost.example.com',
    '127.0.0.1.example.com',
    'notlocalhost',
    '127.0.0.256',
    '128.0.0.1',
    '0.0.0.0:4010',
    '[::2]',
    '192.168.1.7:4010',
    'host.docker.internal:4010',
    'localhost:4010@example.com',
    'localhost:4010:80',
    'example.com\\.localhost',
    ' localhost',
  ])('the Host "%s" is not', (host) => {
    expect(verdict({ host })).toBe(403);
  });

  test('a request without a Host is not let in', () => {
    expect(verdict({})).toBe(403);
  });

  test.each([
    ['http://localhost:4010', 'in'],
    ['https://localhost:4010', 'in'],
    ['HTTP://LOCALHOST:4010', 'in'],
    ['http://localhost:3000', 403],
    ['http://localhost', 403],
    ['https://example.com', 403],
    ['null', 403],
    ['', 403],
  ])('a page of "%s" gets %s', (origin, expected) => {
    expect(verdict({ ...LOCAL, origin })).toBe(expected);
  });

  test('a page on the default port is at home, whether or not the Host says the port', () => {
    expect(verdict({ host: 'localhost:80', origin: 'http://localhost' })).toBe('in');
    expect(verdict({ host: 'localhost', origin: 'https://localhost' })).toBe('in');
    expect(verdict({ host: 'localhost:443', origin: 'https://localhost' })).toBe('in');
  });

  test('the page of another default port is not at home', () => {
    expect(verdict({ host: 'localhost:443', origin: 'http://localhost' })).toBe(403);
    expect(verdict({ host: 'localhost:80', origin: 'https://localhost' })).toBe(403);
  });

  test('another site is refused though it hides its origin', () => {
    expect(verdict({ ...LOCAL, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(verdict({ ...LOCAL, 'sec-fetch-site': 'same-origin' })).toBe('in');
    expect(verdict({ ...LOCAL, 'sec-fetch-site': 'none' })).toBe('in');
  });

  test('no token opens the door, the empty one included', () => {
    expect(verdict({ host: 'example.com', 'x-mock-token': '' })).toBe(403);
    expect(verdict({ host: 'example.com', authorization: 'Bearer ' })).toBe(403);
  });
});

describe('with a token', () => {
  const stranger = { host: 'mock:4010', origin: 'https://example.com', 'sec-fetch-site': 'cross-site' };

  test('whoever knows it is let in from everywhere', () => {
    expect(verdict({ ...stranger, authorization: 'Bearer s3cret' }, 's3cret')).toBe('in');
    expect(verdict({ ...stranger, authorization: 'bearer  s3cret' }, 's3cret')).toBe('in');
    expect(verdict({ ...stranger, 'x-mock-token': 's3cret' }, 's3cret')).toBe('in');
  });

  test.each(['s3cre', 's3crets', 'S3CRET', '', 'undefined'])('"%s" is not it', (token) => {
    expect(verdict({ ...stranger, 'x-mock-token': token }, 's3cret')).toBe(403);
    expect(verdict({ ...stranger, authorization: `Bearer ${token}` }, 's3cret')).toBe(403);
    expect(verdict({ ...stranger, authorization: `Basic ${token}` }, 's3cret')).toBe(403);
  });

  test('this machine needs none, and may send the key of its client', () => {
    expect(verdict({ ...LOCAL, authorization: 'Bearer sk-ant-key' }, 's3cret')).toBe('in');
  });
});

describe('a body', () => {
  test.each([
    ['application/json', 'in'],
    ['application/json; charset=utf-8', 'in'],
    ['Application/JSON', 'in'],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/jsonp', 415],
    [undefined, 415],
  ])('of type %s: %s', (type, expected) => {
    expect(verdict({ ...LOCAL, 'content-length': '2', 'content-type': type })).toBe(expected);
    expect(verdict({ ...LOCAL, 'transfer-encoding': 'chunked', 'content-type': type })).toBe(expected);
  });

  test('that is none needs no type', () => {
    expect(verdict({ ...LOCAL, 'content-length': '0' })).toBe('in');
  });
});

test('a control API that is switched off says so, to those who know the token as well', () => {
  const off = { control: false, controlToken: 's3cret' };
  expect(() => guard({ ...LOCAL, 'x-mock-token': 's3cret' }, off)).toThrow('The control API is switched off.');
});

test('who is refused learns what to do', () => {
  const hints = ['', 's3cret'].map((controlToken) => {
    try {
      guard({ host: 'mock:4010' }, { control: true, controlToken });
      return undefined;
    } catch (error) {
      return (error as ControlError).detail.hint;
    }
  });
  expect(hints[0]).toContain('--control-token');
  expect(hints[1]).toContain('Authorization: Bearer');
});
