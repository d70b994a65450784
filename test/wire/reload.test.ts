import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../src/message/message.ts';
import { createMock } from '../../src/mock.ts';
import type { StubNews } from '../../src/sessions/stub-files.ts';
import { ask, DOORS } from '../support/wire.ts';

const stub = (version: number): string => `stubs: [{ name: version, respond: { text: version ${version} } }]`;
const BROKEN = 'stubs: [{ name: version, respond: { txt: nothing } }]';

/** News one by one, as they come. */
function newsroom() {
  const waiting: ((news: StubNews) => void)[] = [];
  return {
    tell: (news: StubNews) => waiting.shift()?.(news),
    next: () => new Promise<StubNews>((resolve) => waiting.push(resolve)),
  };
}

test('stub files that change under load lose no request, and a broken one leaves the stubs as they were', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'reload-')), 'stubs.yaml');
  writeFileSync(file, stub(0));
  const news = newsroom();
  const bugs: unknown[] = [];
  const mock = createMock({ stubs: [file] }, { onStubNews: news.tell, onBug: (error) => bugs.push(error) });
  const { url } = await mock.listen({ port: 0 });
  const answer = async (): Promise<string> => {
    const response = await fetch(`${url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...DOORS.anthropic.headers },
      body: JSON.stringify(ask('anthropic')),
    });
    const { content } = (await response.json()) as Message;
    return `${response.status} ${(content[0] as { text: string }).text}`;
  };
  const seen: string[] = [];
  let loading = true;
  const loads = Array.from({ length: 8 }, async () => {
    while (loading) seen.push(await answer());
  });
  for (const version of [1, 2, 3]) {
    const changed = news.next();
    writeFileSync(file, stub(version));
    expect(await changed).toMatchObject({ problems: [], stubs: 1 });
    expect(await answer()).toBe(`200 version ${version}`);
    const broken = news.next();
    writeFileSync(file, BROKEN);
    const { problems, files, stubs } = await broken;
    expect({ files, stubs }).toEqual({ files: undefined, stubs: 1 });
    expect(problems).toMatchObject([{ file, line: 1, at: 'respond.txt', severity: 'error' }]);
    expect(await answer()).toBe(`200 version ${version}`);
  }
  loading = false;
  await Promise.all(loads);
  await mock.close();
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((line) => !/^200 version [0-3]$/.test(line))).toEqual([]);
  expect(mock.totals()).toMatchObject({ requests: seen.length + 6, refused: 0 });
  expect(bugs).toEqual([]);
});
