import { describe, expect, test } from 'vitest';
import { errorOf } from '../../../src/cassettes/replay/error-of.ts';
import { message } from '../../support/messages.ts';
import { json, recorded, stream, streamText } from './recorded.ts';

const event = (error: object | string, headers: [string, string][] = []) =>
  stream(
    `${streamText(message()).split('event: message_delta')[0]}event: error\ndata: ${typeof error === 'string' ? error : JSON.stringify(error)}\n\n`,
    { broken: 'error event', headers: [['content-type', 'text/event-stream'], ...headers] },
  );

describe('the error of a recording', () => {
  test('of a status of failure is as it was', () => {
    const body = { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down.' }, request_id: 'req_1' };
    expect(errorOf(json(body, { status: 429 }))).toEqual({ status: 429, body });
    expect(errorOf(recorded('<html>Bad gateway', 'text/html', { status: 502 }))).toEqual({
      status: 502,
      body: '<html>Bad gateway',
    });
  });

  test('of an event is what a JSON reply would have been, with its id', () => {
    const error = { details: null, type: 'overloaded_error', message: 'Overloaded' };
    const found = errorOf(event({ type: 'error', error }, [['request-id', 'req_7']]));
    expect(JSON.stringify(found)).toBe(
      JSON.stringify({ status: 529, body: { type: 'error', error, request_id: 'req_7' } }),
    );
  });

  test.each([
    [{ type: 'overloaded_error' }, 529],
    [{ type: 'api_error' }, 500],
    [{ type: 'rate_limit_error' }, 429],
    [{ type: 'timeout_error' }, 504],
    [{ type: 'invalid_request_error' }, 400],
    [{ type: 'overloaded_error', error_type: 'provider_overloaded' }, 529],
    [{ type: 'api_error', error_type: 'provider_unavailable' }, 502],
    [{ type: 'invalid_request_error', error_type: 'payload_too_large' }, 413],
    [{ message: 'chat style', code: 503 }, 503],
    [{ type: 'of_tomorrow' }, 500],
    [{ type: '__proto__' }, 500],
  ])('%j has the status %d', (error, status) => {
    expect(errorOf(event({ type: 'error', error }))?.status).toBe(status);
  });

  test('keeps what stands beside it', () => {
    const told = { type: 'error', error: { type: 'api_error', message: 'm' }, openrouter_metadata: { attempt: 1 } };
    expect(errorOf(event(told, [['x-generation-id', 'gen-1']]))?.body).toEqual({ ...told, request_id: 'gen-1' });
    expect(errorOf(event({ ...told, request_id: 'req_own' }, [['request-id', 'req_1']]))?.body).toEqual({
      ...told,
      request_id: 'req_own',
    });
  });

  test('of an event without JSON is told in its words', () => {
    expect(errorOf(event('gateway gone'))).toEqual({
      status: 500,
      body: { type: 'error', error: { type: 'api_error', message: 'gateway gone' } },
    });
  });

  test('of an envelope under a status of success has the status of its type', () => {
    expect(errorOf(json({ error: { code: 402, message: 'No credits' } }))).toEqual({
      status: 402,
      body: { type: 'error', error: { code: 402, message: 'No credits' } },
    });
  });

  test('is none where a reply succeeded or only broke off', () => {
    expect(errorOf(json(message()))).toBeUndefined();
    expect(errorOf(stream(streamText(message())))).toBeUndefined();
    expect(errorOf(stream('event: message_start\n', { broken: 'upstream cut' }))).toBeUndefined();
    expect(errorOf(recorded('', undefined, { status: 204 }))).toBeUndefined();
  });
});
