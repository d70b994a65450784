import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../src/random.ts';
import { loadFakes } from '../../src/synthesis/fake-value.ts';

let fakes: Awaited<ReturnType<typeof loadFakes>>;
beforeAll(async () => {
  fakes = await loadFakes();
});
const fake = (path: string, seed = 'a') => fakes(createRandom(seed))(path);

describe("Faker's values by name", () => {
  test.each(['person.fullName', 'internet.email', 'location.city', 'number.int', 'datatype.boolean', 'string.uuid'])(
    '%s is a text, the same for the same seed',
    (path) => {
      expect(fake(path)).toMatch(/./);
      expect(fake(path)).toBe(fake(path));
    },
  );

  test('another seed makes another value, and so does a second use', () => {
    expect(fake('string.uuid', 'b')).not.toBe(fake('string.uuid', 'a'));
    const next = fakes(createRandom('a'));
    const [first, second] = [next('string.uuid'), next('string.uuid')];
    expect(second).not.toBe(first);
    expect(first).toBe(fake('string.uuid'));
  });

  test('what others draw from Faker meanwhile changes nothing', async () => {
    const next = fakes(createRandom('a'));
    const first = next('string.uuid');
    const { faker } = await import('@faker-js/faker/locale/en');
    faker.seed(1);
    faker.string.uuid();
    const again = fakes(createRandom('a'));
    expect([again('string.uuid'), again('string.uuid')]).toEqual([first, next('string.uuid')]);
  });

  test('dates are ISO 8601, and do not hang on the day of the test', () => {
    expect(fake('date.recent')).toMatch(/^2025-12-31T\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(fake('date.past')).toMatch(/^2025-/);
  });

  test('lists and objects are JSON', () => {
    expect(JSON.parse(fake('airline.airport')!)).toMatchObject({ iataCode: expect.any(String) });
  });

  test.each([
    '',
    'person',
    'person.',
    'person.nothing',
    'nothing.person',
    'person.faker',
    'person.constructor',
    'constructor.constructor',
    '__proto__.toString',
    'person.__proto__',
    'person.toString',
    'person.fullName.length',
    'helpers.fake',
    'helpers.slugify',
    'helpers.arrayElement',
    'fakerCore.randomizer',
    'string.fromCharacters',
    'PERSON.fullName',
    `person.${'x'.repeat(100_000)}`,
  ])('there is none called %.40s', (path) => {
    expect(fake(path)).toBeUndefined();
  });
});
