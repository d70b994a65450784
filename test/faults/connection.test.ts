import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/reply.ts';
import { bodyOf, EVENTS, FORMS, instant, json, left, spoil } from './forms.ts';

const forms = Object.entries(FORMS);

describe('hang', () => {
  test.each(forms)('is silent for an hour after what has left: %s', (name, form) => {
    const spoiled = spoil(form(), 'hang(after=4 events)');
    const body = name === 'json' ? bodyOf(form().frames).toString() : EVENTS.slice(0, 4).join('');
    expect(left(spoiled)).toEqual({ body, end: 'reset' });
    expect(spoiled.frames.at(-1)).toEqual({ wait: 3_600_000, cut: 'reset' });
    expect(spoil(form(), 'hang(after=headers)')).toMatchObject({ opening: 'at once', frames: [{ cut: 'reset' }] });
  });
});

describe('garbage', () => {
  test.each(forms)('takes the place of the whole reply: %s', (_, form) => {
    const { frames, opening } = spoil(form(), 'garbage');
    expect(opening).toBe('never');
    expect(bodyOf(frames).toString('hex')).toBe('15030300020228');
    expect(left({ frames } as Reply).end).toBe('end');
  });

  test('can be noise, the same for the same seed', () => {
    const noise = (seed: string) => bodyOf(spoil(json(), 'garbage(as=noise)', seed).frames).toString('hex');
    expect(noise('a')).toHaveLength(128);
    expect(noise('a')).toBe(noise('a'));
    expect(noise('a')).not.toBe(noise('b'));
  });

  test('can be a status line that breaks off', () => {
    expect(left(spoil(instant(), 'garbage(as=status-line)')).body).toBe('HTTP/1.1 20');
  });

  test('leaves a closed connection closed', () => {
    expect(spoil(json(), 'reset; garbage')).toEqual(spoil(json(), 'reset'));
  });
});
