/** A client written by hand, against a mock whose time passes only when it is told to. */
import { Agent, request as httpRequest } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import type { Verdict } from '../../../src/journal/verdicts/verdict.ts';
import type { Mock } from '../../../src/mock.ts';
import { leapingClock } from '../../support/clocks.ts';
import { ask, type Body, DOORS, mockOf } from '../../support/wire.ts';

export type { Body };

export interface Client {
  mock: Mock;
  url: string;
  /** Sends a body with a fault, and takes whatever comes, a broken connection too. */
  send(body: Body | string, fault?: string, headers?: Record<string, string>): Promise<void>;
  /** The same over another connection. */
  aside: Client['send'];
  /** Sends a body once per fault, in turn, with so many milliseconds between two. */
  again(body: Body, faults: readonly string[], gap: number | ((nth: number) => number)): Promise<void>;
  /** The names of the verdicts, those to know in brackets. */
  names(): string[];
  find(name: string): Verdict | undefined;
}

/** A client that keeps one connection as long as it can. Without a clock, every wait of the mock is over at once. */
export async function clientOf(clock: Clock = leapingClock()): Promise<Client> {
  const mock = mockOf({}, { clock });
  const { url } = await mock.listen({ port: 0 });
  const agents = [0, 1].map(() => new Agent({ keepAlive: true, maxSockets: 1 }));
  onTestFinished(async () => {
    for (const agent of agents) agent.destroy();
    await mock.close();
  });
  const [send, aside] = agents.map((agent) => senderOf(url, agent)) as [Client['send'], Client['send']];
  return {
    mock,
    url,
    send,
    aside,
    async again(body, faults, gap) {
      for (const [nth, fault] of faults.entries()) {
        if (nth > 0) mock.clock.advance(typeof gap === 'number' ? gap : gap(nth));
        await send(body, fault);
      }
    },
    names: () => mock.verdicts().map(({ name, severity }) => (severity === 'info' ? `(${name})` : name)),
    find: (name) => mock.verdicts().find((verdict) => verdict.name === name),
  };
}

function senderOf(url: string, agent: Agent): Client['send'] {
  return (body, fault = 'none', headers = {}) =>
    new Promise((resolve) => {
      const own = { ...DOORS.anthropic.headers, 'content-type': 'application/json', 'x-mock-fault': fault, ...headers };
      const sent = httpRequest(`${url}/v1/messages`, { method: 'POST', agent, headers: own }, (response) => {
        response.on('error', () => undefined).on('close', resolve);
        response.resume();
      });
      sent.on('error', () => resolve());
      sent.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
}

export const HELLO = ask('anthropic', { messages: [{ role: 'user', content: 'Tell me about rivers.' }] });
