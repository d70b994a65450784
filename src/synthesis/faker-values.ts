/** Faker's values by meaning: which of them suits a property called so, or a format. */
import { faker } from '@faker-js/faker/locale/en';
import { stem } from './words.ts';

/** Dates are drawn from a fixed year: an answer must not depend on the day it is made. */
const YEAR = { from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' };
const moment = (): string => faker.date.between(YEAR).toISOString();
const sentence = (topic: string): string =>
  faker.helpers.arrayElement([
    `A short note about ${topic}.`,
    `This covers the main points of ${topic}.`,
    `It depends on how ${topic} is understood.`,
    `The most important part is ${topic} itself.`,
  ]);

type Make = (topic: string) => string;

const BY_FORMAT = new Map<string, Make>([
  ['date-time', moment],
  ['date', () => moment().slice(0, 10)],
  ['time', () => `${moment().slice(11, 19)}Z`],
  ['email', () => faker.internet.email({ provider: 'example.com' }).toLowerCase()],
  ['uri', () => `https://example.com/${faker.lorem.slug(2)}`],
  ['url', () => `https://example.com/${faker.lorem.slug(2)}`],
  ['uuid', () => faker.string.uuid()],
  ['hostname', () => faker.internet.domainName()],
  ['ipv4', () => faker.internet.ipv4()],
  ['ipv6', () => faker.internet.ipv6()],
  ['regex', () => '^[a-z]+$'],
  ['uri-template', () => 'https://example.com/items/{id}'],
]);

/** The first row that shares a stem with the property's name decides; more particular meanings stand first. */
const BY_NAME: readonly (readonly [names: string, make: Make])[] = [
  ['email mail', BY_FORMAT.get('email')!],
  ['url uri link href website', BY_FORMAT.get('url')!],
  ['uuid guid', BY_FORMAT.get('uuid')!],
  ['timestamp datetime', moment],
  ['date deadline birthday', BY_FORMAT.get('date')!],
  ['phone telephone mobile', () => faker.phone.number({ style: 'international' })],
  ['firstname', () => faker.person.firstName()],
  ['lastname surname', () => faker.person.lastName()],
  ['username login handle', () => faker.internet.username().toLowerCase()],
  ['path filepath directory folder', () => `/home/user/${faker.lorem.slug(2)}.txt`],
  ['filename file', () => `${faker.lorem.slug(2)}.txt`],
  ['zip postcode postal', () => faker.location.zipCode()],
  ['timezone', () => 'Europe/Paris'],
  ['currency', () => faker.finance.currencyCode()],
  ['locale', () => 'en-US'],
  ['city location place town destination origin', () => faker.location.city()],
  ['country', () => faker.location.country()],
  ['state province region', () => faker.location.state()],
  ['street address', () => faker.location.streetAddress()],
  ['company organisation organization employer', () => faker.company.name()],
  ['product item', () => faker.commerce.productName()],
  ['category department genre', () => faker.commerce.department()],
  ['job position occupation', () => faker.person.jobTitle()],
  ['color colour', () => faker.color.human()],
  ['id identifier key', () => faker.string.alphanumeric(10)],
  ['token hash sha', () => faker.string.hexadecimal({ length: 12, prefix: '', casing: 'lower' })],
  ['version', () => faker.system.semver()],
  ['command cmd', () => 'ls -la'],
  ['ip host hostname domain', () => faker.internet.domainName()],
  ['name person author customer user owner assignee participant attendee', () => faker.person.fullName()],
  ['tag label keyword topic', () => faker.word.noun()],
  ['title heading subject headline query search question', (topic) => topic],
  ['summary description text content body message reason explanation answer note comment detail analysis', sentence],
];
const ROWS = BY_NAME.map(([names, make]) => [names.split(' ').map(stem), make] as const);

/** Starts Faker's stream anew: what follows depends on the seed alone. It is shared, so nothing may wait between seeding and use. */
export function seedFaker(seed: number): void {
  faker.seed(seed);
}

export function knowsFormat(format: string): boolean {
  return BY_FORMAT.has(format);
}

/** A value for a property whose name and description have these stems, in the given format if that is known. Never ''. */
export function fakeText(
  words: ReadonlySet<string>,
  hints: ReadonlySet<string>,
  format: string,
  topic: string,
): string {
  const formatted = BY_FORMAT.get(format);
  if (formatted !== undefined) return formatted(topic);
  if (words.has('first') && words.has(stem('name'))) return faker.person.firstName();
  if (words.has('last') && words.has(stem('name'))) return faker.person.lastName();
  const row =
    ROWS.find(([stems]) => stems.some((one) => words.has(one))) ??
    ROWS.find(([stems]) => stems.some((one) => hints.has(one)));
  return row === undefined ? `${faker.word.adjective()} ${faker.word.noun()}` : row[1](topic);
}

/** A number from `low` to `high`, on the given grid of steps (0: two decimals if they fit, else any). */
export function fakeNumber(low: number, high: number, step: number): number {
  if (step > 0) {
    const least = Math.ceil(low / step);
    const most = Math.floor(high / step);
    // Not every multiple of 0.1 divides by 0.1 without a rest in binary; one that does is found soon.
    for (let tries = 0; tries < 20; tries++) {
      const value = faker.number.int({ min: least, max: Math.max(least, most) }) * step;
      if (Number.isInteger(value / step)) return value;
    }
    return least * step;
  }
  const value = faker.number.float({ min: low, max: high });
  const rounded = Math.round(value * 100) / 100;
  return rounded >= low && rounded <= high ? rounded : value;
}
