import { describe, expect, test } from 'vitest';
import { Quota } from '../../../src/backend/limits/quota.ts';

const DAY = 86_400_000;

describe('a quota', () => {
  test('comes back whole when the next day begins at midnight UTC', () => {
    const quota = new Quota(2, DAY);
    const noon = Date.UTC(2026, 0, 1, 12);
    quota.take(2, noon);
    expect(quota.left(noon)).toBe(0);
    expect(quota.resets(noon)).toBe(Date.UTC(2026, 0, 2));
    expect(quota.left(Date.UTC(2026, 0, 2) - 1)).toBe(0);
    expect(quota.left(Date.UTC(2026, 0, 2))).toBe(2);
  });

  test('takes back no more than was taken, and nothing of yesterday', () => {
    const quota = new Quota(2, DAY);
    quota.take(1, 0);
    quota.take(-1, DAY);
    expect(quota.left(DAY)).toBe(2);
    quota.take(2, DAY);
    quota.take(1, 2 * DAY);
    expect(quota.left(2 * DAY)).toBe(1);
  });
});
