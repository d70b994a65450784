import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CassetteError } from '../../../src/cassettes/cassette.ts';
import { fromAimock } from '../../../src/cassettes/imported/from-aimock.ts';
import { fromHar } from '../../../src/cassettes/imported/from-har.ts';
import { fromVcrpy } from '../../../src/cassettes/imported/from-vcrpy.ts';
import { readForeign } from '../../../src/cassettes/imported/read-foreign.ts';
import { folderWith } from '../../support/folder.ts';

const options = { dialect: undefined, now: 0 };

/** JSON in which the names that matter are common. */
const { any } = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      0,
      200,
      -1,
      1e308,
      '',
      'POST',
      '{"a":1}',
      'https://api.anthropic.com/v1/messages',
      'gzip',
    ),
    fc.string(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...[
          'request',
          'response',
          'method',
          'url',
          'uri',
          'headers',
          'body',
          'string',
          'content',
          'text',
          'status',
          'code',
        ],
        ...[
          'postData',
          'name',
          'value',
          'encoding',
          '_id',
          '_order',
          '_stuntdouble',
          '__proto__',
          'match',
          'userMessage',
        ],
        ...[
          'toolCalls',
          'blocks',
          'arguments',
          'error',
          'type',
          'usage',
          'content-encoding',
          'base64_string',
          'time',
          'toString',
          'model',
          'message',
        ],
      ),
      tie('any'),
      { maxKeys: 6 },
    ),
  ),
}));

describe('files of other programs', () => {
  test('never bring anything down, and every entry is taken or told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(any, { maxLength: 4 }), async (entries) => {
        for (const imported of [
          await fromHar({ log: { entries } }, 'a.har', false, options),
          await fromHar({ log: { entries } }, 'a.har', true, options),
          await fromVcrpy({ interactions: entries }, 'a.yaml', options),
          fromAimock({ fixtures: entries }, 'a.json', options),
        ])
          expect(imported.taken.length + imported.skipped.length).toBe(entries.length);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['{"fixtures":[]}', 'aimock'],
    ['\ufeff{"fixtures":[]}', 'aimock'],
    ['{"log":{"creator":{"name":"Polly.JS"},"entries":[]}}', 'polly'],
    ['{"log":{"creator":{"name":"Firefox"},"entries":[]}}', 'har'],
    ['{"log":{"entries":[]}}', 'har'],
    ['{"interactions":[],"version":1}', 'vcrpy'],
    ['interactions: []\nversion: 1\n', 'vcrpy'],
  ])('are told apart by what is in them: %s', async (text, format) => {
    const file = join(folderWith({ file: text }), 'file');
    expect(await readForeign(file, undefined, options)).toMatchObject({ format, taken: [], skipped: [] });
  });

  test.each(['null', '[]', '{"log":{"entries":3}}', '{"log":null}', 'just text', '- a\n- b\n'])(
    'are refused when they are none: %s',
    async (text) => {
      const file = join(folderWith({ file: text }), 'file');
      await expect(readForeign(file, undefined, options)).rejects.toThrow(CassetteError);
      await expect(readForeign(file, 'har', options)).rejects.toThrow(CassetteError);
    },
  );
});
