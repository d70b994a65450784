import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FILTER_NAMES, FILTERS, type JournalFilter } from '../../src/journal/filter.ts';
import { FilterError, parseFilter } from '../../src/journal/parse-filter.ts';
import { ask, post } from '../support/wire.ts';
import { conversation } from './conversations.ts';
import { journaled, NOON, saying } from './journaled.ts';

/** Only read here. */
const talk = conversation();

describe('filters', () => {
  test.each<[JournalFilter, string[]]>([
    [{}, ['1', '2', '3', '4']],
    [{ id: '2' }, ['2']],
    [{ after: '2' }, ['3', '4']],
    [{ limit: 2 }, ['1', '2']],
    [{ limit: 0 }, []],
    [{ offset: 1, limit: 2 }, ['2', '3']],
    [{ order: 'newest', limit: 2 }, ['4', '3']],
    [{ order: 'newest', offset: 3 }, ['1']],
    [{ model: 'claude-*' }, ['1', '2', '4']],
    [{ model: '*sonnet?4?6' }, ['1', '2', '3', '4']],
    [{ dialect: 'openrouter' }, ['3']],
    [{ endpoint: 'messages' }, ['1', '2', '3', '4']],
    [{ endpoint: 'list_models' }, []],
    [{ method: 'post' }, ['1', '2', '3', '4']],
    [{ path: '/api/*' }, ['3']],
    [{ status: 200 }, ['1', '2', '3']],
    [{ status: '4xx' }, ['4']],
    [{ source: 'refusal' }, ['4']],
    [{ matched: true }, []],
    [{ matched: false, stream: false }, ['1', '2', '3', '4']],
    [{ stream: true }, []],
    [{ stub: 'greeting' }, []],
    [{ outcome: 'completed' }, ['1', '2', '3', '4']],
    [{ text: 'rivers' }, ['1', '2']],
    [{ text: 'Hello?' }, ['4']],
    [{ tool: 'sea*' }, ['1']],
    [{ stopReason: 'tool_use' }, ['1']],
    [{ since: '2030-01-02T11:00:00Z', until: '2030-01-02T12:00:00Z' }, ['1', '2', '3', '4']],
    [{ since: '2030-01-02T13:00' }, []],
    [{ until: '2030-01-02' }, []],
  ])('%j', async (filter, ids) => {
    const { journal } = await talk;
    expect(journal.list(filter).map(({ id }) => id)).toEqual(ids);
    expect(journal.list(parseFilter(filter as Record<string, unknown>)).map(({ id }) => id)).toEqual(ids);
  });

  test('of another stub or stream', async () => {
    const { mock, journal } = journaled();
    mock.stub({ id: 'g1', name: 'greeting', when: { text: 'hello' }, respond: { text: 'Hi' } });
    await post(mock, 'anthropic', ask('anthropic', { ...saying('hello'), stream: true }));
    for (const filter of [
      { stub: 'g1' },
      { stub: 'greeting' },
      { matched: true },
      { stream: true },
      { source: 'stub' },
    ])
      expect(journal.list(filter), JSON.stringify(filter)).toHaveLength(1);
    expect(journal.count({ stub: 'g1', limit: 0 })).toBe(1);
  });

  test('are read from a query', () => {
    const query = { model: 'claude-*', limit: '10', stream: 'true', status: '4xx', matched: '0', text: undefined };
    expect(parseFilter(query)).toEqual({ model: 'claude-*', limit: 10, stream: true, status: '4xx', matched: false });
  });

  test('that do not exist are refused, with the one that was probably meant and those there are', () => {
    expect(() => parseFilter({ modle: 'x' })).toThrow(
      new FilterError(`There is no filter "modle". Did you mean "model"? Known filters: ${FILTER_NAMES.join(', ')}.`),
    );
    expect(() => parseFilter(JSON.parse('{"__proto__": 1}'))).toThrow('There is no filter "__proto__".');
    expect(() => parseFilter({ toString: 'x' })).toThrow(FilterError);
    expect(() => parseFilter({ ['x'.repeat(100_000)]: 'x' })).toThrow(FilterError);
  });

  test.each<[Record<string, unknown>, string]>([
    [{ limit: '-1' }, 'limit: expected a whole number from 0, but got "-1".'],
    [{ limit: '' }, 'limit: expected a whole number from 0, but got "".'],
    [{ status: '2' }, 'status: expected a status such as 200, or a class such as 4xx, but got "2".'],
    [{ stream: 'maybe' }, 'stream: expected true or false, but got "maybe".'],
    [{ order: 'up' }, 'order: expected one of oldest, newest, but got "up".'],
    [{ since: 'noon' }, 'since: expected an ISO 8601 time such as 2026-01-31T12:00:00Z, but got "noon".'],
    [{ since: '2026-13-45' }, 'since: expected an ISO 8601 time such as 2026-01-31T12:00:00Z, but got "2026-13-45".'],
    [
      { model: ['a', 'b'] },
      'model: expected a name, with * and ? for any characters and any one, but got several values.',
    ],
    [{ dialect: null }, 'dialect: expected one of anthropic, openrouter, llm-router, but got null.'],
  ])('with a bad value are refused: %j', (query, message) => {
    expect(() => parseFilter(query)).toThrow(new FilterError(message));
  });

  test('have no zone but UTC', async () => {
    const { journal } = await talk;
    const [entry] = journal.list();
    expect(Date.parse(entry!.at)).toBeLessThanOrEqual(NOON);
    expect(journal.list({ since: '2030-01-02T13:00:00+01:30' })).toHaveLength(4);
    expect(journal.list({ since: '2030-01-02T12:00:01' })).toHaveLength(0);
  });

  test('are in the documentation, each with the words of its row', () => {
    const page = readFileSync(new URL('../../docs/journal.md', import.meta.url), 'utf8');
    const [, documented] = /\| filter \| value \| meaning \|\n\|---\|---\|---\|\n((?:\|.*\n)+)/.exec(page)!;
    const rows = FILTER_NAMES.map(
      (name) => `| \`${name}\` | ${FILTERS[name].expected} | ${FILTERS[name].describe} |\n`,
    );
    expect(documented).toBe(rows.join(''));
  });
});
