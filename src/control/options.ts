/** Operations on the options of a session. */

import { OPTION_NAMES, type OptionName, type Options, optionRow } from '../config.ts';
import { configSchema } from '../config-schema.ts';
import { OptionError } from '../resolve-options.ts';
import type { Session } from '../sessions/session.ts';
import { ControlError } from './control-error.ts';
import { ok, type Theme } from './operation.ts';

/** The others are fixed once the mock runs, and among them are secrets. */
const CHANGEABLE = OPTION_NAMES.filter((name) => !optionRow(name).fixed);

const PROPERTIES = configSchema()['properties'] as Record<string, unknown>;

export const OPTIONS_THEME: Theme = {
  name: 'options',
  summary: 'Options that may change while the mock runs, for one session.',
  operations: [
    {
      method: 'GET',
      path: '/_mock/options',
      name: 'getOptions',
      summary: 'The options that can be changed, with their values.',
      responses: { 200: '`{ options }`; of API keys only the last characters' },
      handle: (_call, { session }) => ok({ options: shown(session.options) }),
    },
    {
      method: 'PATCH',
      path: '/_mock/options',
      name: 'changeOptions',
      summary: 'Changes options of the session, from the next request on: all that are named, or none.',
      body: {
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(CHANGEABLE.map((name) => [name, PROPERTIES[name]])),
          examples: [{ ttft: 200, tps: 50 }],
        },
        ownCheck: true,
      },
      responses: { 200: '`{ options }`', 400: 'There is no such option, it takes no such value, or it is fixed.' },
      handle({ body }, { session }) {
        if (typeof body !== 'object' || body === null || Array.isArray(body)) {
          throw new ControlError(400, 'Expected an object of options.', { hint: 'Send JSON such as {"ttft":200}.' });
        }
        return ok({ options: shown(changeOptions(session, body as Record<string, unknown>)) });
      },
    },
  ],
};

/** @throws ControlError 400 for an unknown option, a bad value, or one that is fixed */
export function changeOptions(session: Session, changes: Readonly<Record<string, unknown>>): Options {
  try {
    return session.setOptions(changes);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    throw new ControlError(400, error.message, { hint: `Options that can be changed: ${CHANGEABLE.join(', ')}.` });
  }
}

function shown(options: Options): Partial<Record<OptionName, unknown>> {
  const values = CHANGEABLE.map((name) => [name, options[name]]);
  return { ...Object.fromEntries(values), apiKey: options.apiKey.map(masked) };
}

/** A few characters tell keys apart without giving them away. */
function masked(key: string): string {
  return key.length >= 12 ? `…${key.slice(-4)}` : '…';
}
