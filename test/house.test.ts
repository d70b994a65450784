import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The floors of the house, top to bottom. A file imports from its own room or from a lower floor. */
const FLOORS: readonly (readonly string[])[] = [
  ['main.ts', 'index.ts', 'cli', 'testing'],
  ['mock.ts'],
  ['http'],
  ['control'],
  ['sessions'],
  ['journal'],
  ['exchange'],
  ['dialects', 'rules', 'synthesis', 'backend', 'stubs', 'faults', 'cassettes'],
  ['message'],
  ['contract'],
  ['config-schema.ts', 'resolve-options.ts'],
  ['check-model.ts', 'config.ts'],
  [
    'errors.ts',
    'error-messages.ts',
    'error-names.ts',
    'did-you-mean.ts',
    'headers.ts',
    'canonical.ts',
    'ci.ts',
    'har.ts',
    'reply.ts',
    'virtual-clock.ts',
    'timers.ts',
    'watch-roots.ts',
    'random.ts',
    'clock.ts',
    'han-words.ts',
    'tokens.ts',
    'model.ts',
    'wish.ts',
    'reply-style.ts',
  ],
];

/** Packages that only one room may know. */
const KEPT_IN: Readonly<Record<string, string>> = {
  express: 'http',
  ajv: 'contract',
  'json-schema-faker': 'synthesis',
  '@faker-js/faker': 'synthesis',
  commander: 'cli',
  chokidar: 'watch-roots.ts',
  '@pollyjs': 'cassettes',
  undici: 'cassettes',
};
/** mock.ts hands out the app, so it names its type. */
const EXCEPTIONS = new Set(['mock.ts express']);

interface Import {
  from: string;
  to: string;
}

const src = resolve(import.meta.dirname, '../src');
const files = (readdirSync(src, { recursive: true }) as string[]).filter(
  (file) => file.endsWith('.ts') && !file.includes('generated'),
);

const imports: Import[] = files.flatMap((from) =>
  [...readFileSync(join(src, from), 'utf8').matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, to]) => ({
    from,
    to: to!,
  })),
);

const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(src, resolve(dirname(join(src, from)), to)) }));

const roomOf = (file: string): string => file.split('/')[0]!;
const floorOf = (file: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));

describe('the house', () => {
  test('every file stands on a floor', () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  test('imports go down only, and rooms on one floor do not know each other', () => {
    const wrong = inside.filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) <= floorOf(from));
    // The ground floor's instruments may be made of one another; main.ts is the door of cli.
    const allowed = wrong.filter(({ from }) => floorOf(from) !== FLOORS.length - 1 && roomOf(from) !== 'main.ts');
    expect(allowed).toEqual([]);
  });

  test('no imports run in a circle', () => {
    const next = new Map<string, string[]>();
    for (const { from, to } of inside) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, path: string[]): string[] => {
      if (path.includes(file)) return [...path, file];
      if (done.has(file)) return [];
      const circle = (next.get(file) ?? []).map((to) => visit(to, [...path, file])).find(({ length }) => length > 0);
      done.add(file);
      return circle ?? [];
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  test('each big library is known to one room', () => {
    const wrong = imports.filter(({ from, to }) => {
      const library = Object.keys(KEPT_IN).find((name) => to === name || to.startsWith(`${name}/`));
      return library && roomOf(from) !== KEPT_IN[library] && !EXCEPTIONS.has(`${from} ${library}`);
    });
    expect(wrong).toEqual([]);
  });

  test('only clock.ts knows the time, and only random.ts knows chance', () => {
    const wrong = files.filter(
      (file) =>
        !['clock.ts', 'random.ts'].includes(file) &&
        /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|setTimeout\(|setInterval\(/.test(
          readFileSync(join(src, file), 'utf8'),
        ),
    );
    expect(wrong).toEqual([]);
  });

  test('every file begins with a sentence that says what lives in it', () => {
    const wrong = files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(join(src, file), 'utf8')));
    expect(wrong).toEqual([]);
  });
});
