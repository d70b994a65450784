/** Variables of this process, set for a while. */

/**
 * Sets variables, or takes them away where the value is undefined. Returns what puts back all of them exactly as they were, unset ones too.
 *
 * @example const restore = setVariables({ ANTHROPIC_API_KEY: 'mock' });
 */
export function setVariables(values: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(values)) setVariable(name, value);
  return () => {
    for (const [name, value] of before) setVariable(name, value);
  };
}

function setVariable(name: string, value: string | undefined): void {
  // Node would store the text "undefined".
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
