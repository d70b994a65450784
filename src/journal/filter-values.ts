/** How the values of filters are written: what each kind takes, and how it reads. */

/** A kind of value. `read` gives undefined for what is none. */
export interface Values<T> {
  expected: string;
  read(text: string): T | undefined;
}

export const text: Values<string> = {
  expected: 'a text',
  read: (text) => (text === '' ? undefined : text),
};

export const glob: Values<string> = { ...text, expected: 'a name, with * and ? for any characters and any one' };

export const yesOrNo: Values<boolean> = {
  expected: 'true or false',
  read: (text) => (text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined),
};

export const count: Values<number> = {
  expected: 'a whole number from 0',
  read: (text) => (/^\d{1,12}$/.test(text) ? Number(text) : undefined),
};

/** One of some names. */
export function oneOf<T extends string>(...names: readonly T[]): Values<T> {
  return { expected: `one of ${names.join(', ')}`, read: (text) => names.find((name) => name === text) };
}

/** A status, as a test of it. */
export const status: Values<(status: number) => boolean> = {
  expected: 'a status such as 200, or a class such as 4xx',
  read(text) {
    if (/^[1-9]\d\d$/.test(text)) return (status) => status === Number(text);
    if (/^[1-9]xx$/i.test(text)) return (status) => Math.floor(status / 100) === Number(text[0]);
    return undefined;
  },
};

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** A time, in milliseconds since the epoch. Without a zone it is UTC: the machine's own must not change what is found. */
export const time: Values<number> = {
  expected: 'an ISO 8601 time such as 2026-01-31T12:00:00Z',
  read(text) {
    const [, clock, , , zone] = ISO.exec(text) ?? [];
    if (!ISO.test(text)) return undefined;
    const at = Date.parse(clock !== undefined && zone === undefined ? `${text}Z` : text);
    return Number.isNaN(at) ? undefined : at;
  },
};
