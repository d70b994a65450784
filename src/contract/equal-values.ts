/** `const` and `enum` by equality of JSON. Ajv's own calls `toString` of the values, which a caller's object may have replaced. */

type Check = ((value: unknown) => boolean) & { errors?: object[] };

/** What Ajv takes as keyword definitions. Values nested too deep exhaust the stack; who calls the validator catches that. */
export const CONST = {
  keyword: 'const',
  errors: true,
  compile: (expected: unknown): Check => among([expected], { keyword: 'const', params: { allowedValue: expected } }),
} as const;

export const ENUM = {
  keyword: 'enum',
  schemaType: 'array',
  errors: true,
  compile: (options: unknown[]): Check => among(options, { keyword: 'enum', params: { allowedValues: options } }),
} as const;

/** In time that does not grow with the number of options. */
function among(options: readonly unknown[], error: object): Check {
  const plain = new Set(options.filter(isPlain));
  const others = new Set(options.filter((option) => !isPlain(option)).map(jsonKey));
  const check: Check = (value) => {
    const isFound = isPlain(value) ? plain.has(value) : others.has(jsonKey(value));
    check.errors = isFound ? [] : [error];
    return isFound;
  };
  return check;
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** One text for all JSON values that are equal, whatever the order of their keys. */
export function jsonKey(value: unknown): string {
  if (isPlain(value)) return JSON.stringify(value) ?? '';
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
