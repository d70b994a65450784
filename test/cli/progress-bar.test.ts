import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createProgress, progressLine } from '../../src/cli/progress-bar.ts';

describe('the line of a progress bar', () => {
  test('shows how much is done, and what was done last', () => {
    expect(progressLine(0, 8, '', 40)).toBe('[.............] 0/8');
    expect(progressLine(2, 8, 'no-stop: failed', 40)).toBe('[###..........] 2/8 no-stop: failed');
    expect(progressLine(8, 8, 'bom: survived', 40)).toBe('[#############] 8/8 bom: survived');
    expect(progressLine(3, 12, 'x', 200)).toBe('[######..................]  3/12 x');
  });

  test('is full only when all is done', () => {
    expect(progressLine(999, 1000, '', 40)).toBe('[############.]  999/1000');
    expect(progressLine(0, 0, '', 40)).toBe('[#############] 0/0');
  });

  test('cuts a label that is too long', () => {
    expect(progressLine(1, 2, 'error(type=rate_limit, retry-after=1s)', 30)).toBe('[#####.....] 1/2 error(type=r…');
    expect(progressLine(1, 2, '河川河川河川', 24)).toBe('[####....] 1/2 河川河川…');
    expect(progressLine(1, 2, 'label', 3)).toBe('[.…');
  });

  test('lets no label move the cursor', () => {
    expect(progressLine(1, 2, 'a\r\n\u001b[2Kb', 60)).toBe('[##########..........] 1/2 a [2Kb');
  });

  test('never is wider than told', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.string(),
        fc.integer({ min: -1, max: 120 }),
        (done, total, label, width) => {
          expect([...progressLine(done, total, label, width)].length).toBeLessThanOrEqual(Math.max(0, width));
        },
      ),
    );
  });
});

describe('a progress bar', () => {
  function screen(more: { isTTY?: boolean; columns?: number }) {
    const written: string[] = [];
    return { written, stream: { ...more, write: (text: string) => written.push(text) } };
  }

  test('draws its one line again and again, and takes it away', () => {
    const { written, stream } = screen({ isTTY: true, columns: 31 });
    const progress = createProgress(stream, 2, 'xterm');
    progress.tick('bom: survived');
    progress.tick('reset: failed');
    progress.end();
    progress.end();
    expect(progress.shown).toBe(true);
    expect(written).toEqual([
      '\r\u001b[2K[..........] 0/2',
      '\r\u001b[2K[#####.....] 1/2 bom: survived',
      '\r\u001b[2K[##########] 2/2 reset: failed',
      '\r\u001b[2K',
    ]);
  });

  test('keeps to the width that the window has by then', () => {
    const { written, stream } = screen({ isTTY: true, columns: 80 });
    const progress = createProgress(stream, 1, 'xterm');
    stream.columns = 17;
    progress.tick('bom');
    expect(written[1]).toBe('\r\u001b[2K[#####] 1/1 bom');
  });

  test.each([
    ['a file or a pipe', {}, 'xterm'],
    ['a stream that says so', { isTTY: false }, 'xterm'],
    ['a terminal that cannot move its cursor', { isTTY: true }, 'dumb'],
  ])('writes nothing to %s', (_name, more, term) => {
    const { written, stream } = screen(more);
    const progress = createProgress(stream, 1, term);
    progress.tick('bom');
    progress.end();
    expect([progress.shown, written]).toEqual([false, []]);
  });
});
