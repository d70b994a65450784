/** THE table of the control API. Its routes, its description and its docs come from these rows. */
import { CASSETTES } from './cassettes.ts';
import { CLOCK } from './clock.ts';
import { FAULTS_THEME } from './faults.ts';
import { HEALTH } from './health.ts';
import { describeApi } from './openapi.ts';
import { type Operation, ok, type Theme } from './operation.ts';
import { OPTIONS_THEME } from './options.ts';
import { REQUESTS } from './requests.ts';
import { SESSIONS } from './sessions.ts';
import { STATE } from './state.ts';
import { STUBS } from './stubs.ts';
import { VERDICT } from './verdict.ts';
import { VERIFY } from './verify.ts';

/** What tells of the table stands in it, too. */
const ABOUT: Theme = {
  name: 'about',
  summary: 'What there is.',
  operations: [
    {
      method: 'GET',
      path: '/_mock',
      name: 'getOverview',
      summary: 'All operations, with links.',
      responses: { 200: '`{ name, version, session, operations: [{ method, href, summary }] }`' },
      handle: (_call, { version, session: { id } }) =>
        ok({
          name: 'stuntdouble',
          version,
          session: id,
          operations: OPERATIONS.map(({ method, path, summary }) => ({ method, href: hrefOf(path, id), summary })),
        }),
    },
    {
      method: 'GET',
      path: '/_mock/openapi.json',
      name: 'getOpenapi',
      summary: 'This API in OpenAPI 3.1.',
      responses: { 200: 'The document' },
      handle: (_call, { version }) => ok(describeApi(THEMES, version)),
    },
  ],
};

export const THEMES: readonly Theme[] = [
  ABOUT,
  HEALTH,
  STUBS,
  FAULTS_THEME,
  REQUESTS,
  VERIFY,
  VERDICT,
  CASSETTES,
  STATE,
  CLOCK,
  OPTIONS_THEME,
  SESSIONS,
];

export const OPERATIONS: readonly Operation[] = THEMES.flatMap(({ operations }) => operations);

function hrefOf(path: string, session: string): string {
  const inSession = session === 'default' ? path : `/t/${session}${path}`;
  return inSession.replace(/:(\w+)/g, '{$1}');
}
