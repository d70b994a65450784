/** Objects of JSON, read and copied so that `__proto__` and `constructor` are names like any other. */

export type Fields = Record<string, unknown>;

/** The same object when it has none of the names. */
export function omit(fields: Fields, names: readonly string[]): Fields {
  if (!names.some((name) => Object.hasOwn(fields, name))) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
