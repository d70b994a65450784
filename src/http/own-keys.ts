/** The caller's own keys, where the real service asks for them. */

/**
 * The variables without those of keys and tokens that are set already: a recording needs real ones, and the mock hands them to nobody but
 * the upstream. Who has only a token gets no key beside it: an SDK would send both.
 *
 * @param variables as `clientEnvironment` makes them
 * @example withOwnKeys(clientEnvironment(url), { ANTHROPIC_API_KEY: 'sk-ant-...' }) // without ANTHROPIC_API_KEY
 */
export function withOwnKeys(
  variables: Readonly<Record<string, string | undefined>>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string | undefined> {
  const bearer = Boolean(environment['ANTHROPIC_AUTH_TOKEN']);
  const stays = (name: string): boolean =>
    /_(?:KEY|TOKEN)$/.test(name) && (Boolean(environment[name]) || (bearer && name === 'ANTHROPIC_API_KEY'));
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !stays(name)));
}
