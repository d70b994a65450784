import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../src/cassettes/cassette.ts';
import { referencesIn, resolveReferences, withReferences } from '../../src/cassettes/side-file.ts';
import { folderWith } from '../support/folder.ts';

const base64 = (bytes: number, fill = 7): string => Buffer.alloc(bytes, fill).toString('base64');
const image = (data: string, more: object = {}) => ({
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data, ...more },
});
const asking = (...content: unknown[]) => ({ model: 'm', messages: [{ role: 'user', content }] });

/** A cassette's folder with these side files. */
function folderOf(files: ReadonlyMap<string, Uint8Array>): string {
  const folder = folderWith();
  mkdirSync(join(folder, 'files'));
  for (const [name, bytes] of files) writeFileSync(join(folder, 'files', name), bytes);
  return folder;
}

describe('long base64 in a request', () => {
  test('becomes a reference to a file that is named after its content', () => {
    const body = asking(image(base64(9000)), { type: 'text', text: 'what is it?' });
    const { body: replaced, files } = withReferences(body);
    const [[name, bytes]] = [...files] as [[string, Uint8Array]];
    expect(name).toMatch(/^[0-9a-f]{64}\.png$/);
    expect([...bytes]).toEqual(Array(9000).fill(7));
    expect(replaced).toEqual(asking(image(`stuntdouble-file:sha256-${name}`), { type: 'text', text: 'what is it?' }));
    expect(body).toEqual(asking(image(base64(9000)), { type: 'text', text: 'what is it?' }));
  });

  test('has the same reference wherever the same content comes again, and one file', () => {
    const { body, files } = withReferences([image(base64(9000)), { nested: { deep: [image(base64(9000))] } }]);
    const [one, { nested }] = body as [unknown, { nested: { deep: unknown[] } }];
    expect(nested.deep[0]).toEqual(one);
    expect(files.size).toBe(1);
  });

  test.each([
    ['image/jpeg', 'jpg'],
    ['application/pdf', 'pdf'],
    ['image/unheard-of', 'bin'],
    ['constructor', 'bin'],
    [undefined, 'bin'],
  ])('of the type %s ends with .%s', (mediaType, extension) => {
    const { files } = withReferences(image(base64(9000), { media_type: mediaType }));
    expect([...files.keys()][0]).toMatch(new RegExp(`\\.${extension}$`));
  });

  test.each([
    ['what is short', asking(image(base64(6000)))],
    ['what is not base64 in its usual form', asking(image(`${base64(9000)} `), image(`${base64(9000).slice(0, -1)}-`))],
    ['text', asking({ type: 'document', source: { type: 'text', media_type: 'text/plain', data: base64(9000) } })],
    ['data that is no source', asking({ type: 'tool_use', input: { data: base64(9000) } })],
    ['what is no object', 'text'],
    ['nothing', undefined],
  ])('leaves %s as it is', (_, body) => {
    const { body: same, files } = withReferences(body);
    expect(same).toBe(body);
    expect(files.size).toBe(0);
  });

  test('begins at 8 KiB', () => {
    expect(withReferences(image('A'.repeat(8188))).files.size).toBe(0);
    expect(withReferences(image('A'.repeat(8192))).files.size).toBe(1);
  });

  test('comes back letter for letter', async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const picture = fc
      .tuple(fc.constantFrom(6000, 6144, 6145, 9000), fc.nat(255), fc.constantFrom('', '=', '\n'))
      .map(([size, fill, end]) => image(base64(size, fill) + end));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(value, picture), { maxLength: 5 }), async (content) => {
        const { body, files } = withReferences(asking(...content));
        expect(await resolveReferences(body, folderOf(files))).toEqual(asking(...content));
      }),
      { numRuns: 30 },
    );
  });

  test('does not stumble over keys such as __proto__, or a nesting without end', () => {
    const body = JSON.parse(`{"__proto__": {"source": ${JSON.stringify(image(base64(9000)).source)}}}`) as object;
    const { body: replaced, files } = withReferences(body);
    expect(Object.keys(replaced as object)).toEqual(['__proto__']);
    expect(files.size).toBe(1);
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(withReferences(deep).body).toBe(deep);
  });
});

describe('a reference', () => {
  const name = `${'a'.repeat(64)}.png`;

  test('to a file that is gone is told, with what to do', async () => {
    const failure = await resolveReferences(image(`stuntdouble-file:sha256-${name}`), '/nowhere').catch(
      (e: unknown) => e,
    );
    expect(failure).toBeInstanceOf(CassetteError);
    expect((failure as CassetteError).message).toContain(`${join('/nowhere/files', name)}, to which a request refers`);
    expect((failure as CassetteError).message).toContain('Restore it from version control');
  });

  test.each([`stuntdouble-file:sha256-../../../${name}`, `stuntdouble-file:sha256-${name}/../x`, 'stuntdouble-file:x'])(
    'that leads elsewhere, such as %s, is none',
    async (data) => {
      expect(await resolveReferences(image(data), '/nowhere')).toEqual(image(data));
    },
  );

  test('is found in any text', () => {
    expect(referencesIn(JSON.stringify(JSON.stringify(image(`stuntdouble-file:sha256-${name}`))))).toEqual(
      new Set([name]),
    );
  });
});
