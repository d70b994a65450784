import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { pdf, png } from '../support/media.ts';
import { samples } from '../support/samples.ts';
import { readEvents } from '../support/sse.ts';
import { ask, type Body, DOOR_NAMES, DOORS, type DoorName, messageOf, mockOf, post } from '../support/wire.ts';

async function counted(door: DoorName, body: Body): Promise<number> {
  const { path, headers } = DOORS[door];
  const { max_tokens: _most, stream: _form, ...asked } = body;
  const response = await request(mockOf().app).post(`${path}/count_tokens`).set(headers).send(asked);
  expect({ status: response.status, error: response.status === 200 ? '' : response.text }).toEqual({
    status: 200,
    error: '',
  });
  return response.body.input_tokens as number;
}

/** Everything that was read for an answer, whether from a cache or not. */
function read(usage: Body): number {
  const of = (key: string): number => Number(usage[key] ?? 0);
  return of('input_tokens') + of('cache_creation_input_tokens') + of('cache_read_input_tokens');
}

const media = (door: DoorName): Body =>
  ask(door, {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png(1900, 700) } },
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf(3) } },
          { type: 'text', text: 'Compare them.' },
        ],
      },
    ],
  });

describe.each(DOOR_NAMES)('tokens on %s', (door) => {
  const bodies = [...samples(door), media(door)];

  test('are counted as the reply reports them', async () => {
    for (const body of bodies) {
      const { usage } = await messageOf(mockOf(), door, body);
      expect(read(usage as unknown as Body)).toBe(await counted(door, body));
    }
  });

  test('are the same in a stream, from its first event to its last', async () => {
    for (const body of bodies) {
      const whole = await messageOf(mockOf(), door, { ...body, stream: false });
      const streamed = await messageOf(mockOf(), door, { ...body, stream: true });
      expect(streamed.usage).toEqual(whole.usage);
      const response = await post(mockOf(), door, { ...body, stream: true });
      const start = readEvents(response.text).find(({ type }) => type === 'message_start');
      const { usage } = (start as unknown as { message: { usage: Body } }).message;
      expect(read(usage)).toBe(read(whole.usage as unknown as Body));
    }
  });
});
