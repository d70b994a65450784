import { describe, expect, test } from 'vitest';
import { type BannerMode, banner } from '../../src/cli/banner.ts';

const address = { url: 'http://127.0.0.1:4010', host: '127.0.0.1', port: 4010 };

function shown(mode?: Partial<BannerMode>): string {
  if (!mode) return banner(address, '9.9.9');
  const rest = {
    mode: 'record',
    cassette: '',
    cassettes: 'cassettes',
    upstream: [],
    calls: true,
    recordsNothing: false,
  } as const;
  return banner(address, '9.9.9', { ...rest, ...mode });
}

describe('the banner', () => {
  test('says nothing of modes where everything is invented', () => {
    expect(shown()).not.toContain('Mode');
    expect(shown()).toContain('ANTHROPIC_API_KEY=mock');
  });

  test('offers no made-up key to who calls the real service', () => {
    const text = shown({ cassette: 'rivers' });
    expect(text).toContain('Mode record: cassette "rivers" in cassettes, upstream the real services');
    expect(text).not.toMatch(/=mock|Bearer mock/);
    expect(text).toContain('-H "authorization: Bearer $OPENROUTER_API_KEY"');
    expect(shown({ mode: 'replay', calls: false })).toContain('Bearer mock');
  });

  test.each([
    [{ mode: 'record' }, 'Mode record: recording to "default" in cassettes, upstream the real services'],
    [
      { mode: 'auto', upstream: ['http://a'] },
      'Mode auto: all cassettes in cassettes, recording to "default" in cassettes, upstream http://a',
    ],
    [{ mode: 'passthrough' }, 'Mode passthrough: upstream the real services'],
    [{ mode: 'replay', calls: false }, 'Mode replay: all cassettes in cassettes'],
    [
      { cassette: 'rivers', recordsNothing: true, upstream: ['http://a'] },
      'Mode record: cassette "rivers" in cassettes, upstream http://a, but CI is set, so nothing is called or recorded (--record-in-ci allows it)',
    ],
  ] as const)('tells where answers come from: %j', (mode, line) => {
    expect(shown(mode).split('\n')[2]).toBe(`  ${line}`);
  });
});
