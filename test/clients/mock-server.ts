/** A mock on a real socket for the length of a test file. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { Options } from '../../src/config.ts';
import type { Exchange, Outcome } from '../../src/exchange/exchange.ts';
import { createMock, type Mock, type MockParts } from '../../src/mock.ts';

export interface MockServer {
  mock: Mock;
  /** Where it listens, without a trailing slash; known once the tests run. */
  url(): string;
  /** Every exchange that is over by now. */
  exchanges: { exchange: Exchange; outcome: Outcome }[];
}

/** Starts a mock before the tests of this file and closes it after them. A bug of the mock fails the file. */
export function mockServer(options: Partial<Options> = {}, parts: MockParts = {}): MockServer {
  const bugs: unknown[] = [];
  const exchanges: MockServer['exchanges'] = [];
  const mock = createMock(options, { ...parts, onBug: (error) => bugs.push(error) });
  let url = '';
  mock.onExchange((exchange, outcome) => exchanges.push({ exchange, outcome }));
  beforeAll(async () => {
    ({ url } = await mock.listen({ port: 0 }));
  });
  afterAll(async () => {
    await mock.close();
    expect(bugs).toEqual([]);
  });
  return { mock, url: () => url, exchanges };
}

/** The next exchange that ends, however it ends. */
export function nextExchange(mock: Mock): Promise<{ exchange: Exchange; outcome: Outcome }> {
  return new Promise((resolve) => {
    const stop = mock.onExchange((exchange, outcome) => {
      stop();
      resolve({ exchange, outcome });
    });
  });
}
