/** Where clients find the mock: the variables that they read. */

/**
 * The variables that lead every client to the mock; undefined: taken away. Keys are replaced, set or not: a mock needs none, and a real
 * one must not travel. A token beside the key would be sent along with it and could choose another dialect, so there is none.
 *
 * @param url the mock's base URL, of a session (`/t/<id>`) or not
 * @param key one that the mock lets in
 * @example clientEnvironment('http://127.0.0.1:4010')['OPENROUTER_BASE_URL'] // 'http://127.0.0.1:4010/api/v1'
 */
export function clientEnvironment(url: string, key = 'mock'): Record<string, string | undefined> {
  return {
    STUNTDOUBLE_URL: url,
    // The Anthropic SDKs add /v1/messages themselves, clients of OpenRouter only /messages.
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_AUTH_TOKEN: undefined,
    OPENROUTER_BASE_URL: `${url}/api/v1`,
    OPENROUTER_API_KEY: key,
  };
}
