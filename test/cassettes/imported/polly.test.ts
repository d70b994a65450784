import { join } from 'node:path';
import FetchAdapter from '@pollyjs/adapter-fetch';
import { Polly } from '@pollyjs/core';
import FsPersister from '@pollyjs/persister-fs';
import { expect, onTestFinished, test } from 'vitest';
import { readForeign } from '../../../src/cassettes/imported/read-foreign.ts';
import { takeIn } from '../../../src/cassettes/imported/take-in.ts';
import { folderWith } from '../../support/folder.ts';

test('what was taken in from a browser is played by Polly itself', async () => {
  const url = 'https://api.anthropic.com/v1/messages?beta=true&a=1';
  const body = '{ "model": "m", "messages": [] }';
  const text = 'event: ping\ndata: {"type":"ping"}\n\n';
  const request = { method: 'POST', url, headers: [], postData: { mimeType: '', text: body } };
  const reply = { name: 'content-type', value: 'text/event-stream' };
  const response = { status: 200, statusText: 'OK', headers: [reply], content: { text } };
  const har = { log: { entries: [{ startedDateTime: '2026-10-01T08:00:00Z', time: 9, request, response }] } };
  const file = join(folderWith({ 'a.har': JSON.stringify(har) }), 'a.har');
  const directory = folderWith();
  const { taken } = await readForeign(file, undefined, { dialect: undefined, now: 0 });
  await takeIn(taken, { directory, name: 'tape', redact: false, private: false });
  const polly = new Polly('tape', {
    mode: 'replay',
    adapters: [FetchAdapter as unknown as string],
    persister: FsPersister as unknown as string,
    persisterOptions: { fs: { recordingsDir: directory } },
    matchRequestsBy: { headers: false },
    recordIfMissing: false,
    logLevel: 'silent',
  });
  onTestFinished(() => polly.stop());
  const played = await fetch(url, { method: 'POST', body, headers: { 'x-api-key': 'any' } });
  expect(await played.text()).toBe(text);
});
