/** A bar of progress on one line of a terminal, for commands that take their time. */

/** What is needed of a stream such as `process.stderr`. */
export interface TerminalLike {
  /** Missing or false where nobody looks at it: a file, a pipe, a log of CI. */
  readonly isTTY?: boolean | undefined;
  /** How many characters fit on a line; it changes with the window. */
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /** Is it drawn? Where not, nothing below does anything, and whoever asked for it may tell lines instead. */
  readonly shown: boolean;
  /** One more is done. The label says which, in a word or two. */
  tick(label: string): void;
  /** Takes the bar away, so that the next line stands where it stood. May be called again. */
  end(): void;
}

/** Of the bar itself, in characters; on a narrow terminal it is a third of the line. */
const WIDEST = 24;

/** Back to the start of the line, and the line emptied (ECMA-48: CR, EL 2). */
const CLEAR = '\r\u001b[2K';

/**
 * Draws a bar of nothing done yet, where the stream is a terminal that can move its cursor.
 *
 * @param total how many are to be done
 * @example
 * const progress = createProgress(process.stderr, files.length);
 * for (const file of files) { await check(file); progress.tick(file); }
 * progress.end();
 */
export function createProgress(stream: TerminalLike, total: number, term = process.env['TERM']): Progress {
  const shown = stream.isTTY === true && term !== 'dumb';
  let done = 0;
  let drawn = false;
  const draw = (label: string): void => {
    // A line that fills the last column makes some terminals begin the next.
    if (shown) stream.write(`${CLEAR}${progressLine(done, total, label, (stream.columns || 80) - 1)}`);
    drawn = shown;
  };
  draw('');
  return {
    shown,
    tick(label) {
      done++;
      draw(label);
    },
    end() {
      if (drawn) stream.write(CLEAR);
      drawn = false;
    },
  };
}

/**
 * The line at most `width` columns wide; a label that is too long is cut.
 *
 * @example progressLine(2, 8, 'no-stop: failed', 40) // '[###..........] 2/8 no-stop: failed'
 */
export function progressLine(done: number, total: number, label: string, width: number): string {
  const cells = Math.max(0, Math.min(WIDEST, Math.floor(width / 3)));
  const share = total > 0 ? Math.min(1, done / total) : 1;
  // Only all is full.
  const full = Math.floor(share * cells);
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  return cut(`[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${count} ${label}`.trimEnd(), width);
}

/** What fits. Characters from Hangul on may take two columns, and are taken to; control characters, which could move the cursor, are gone. */
function cut(line: string, width: number): string {
  const signs = [...line.replace(/\p{Cc}+/gu, ' ')];
  const columns = (from: readonly string[]) => from.reduce((sum, sign) => sum + (sign >= '\u1100' ? 2 : 1), 0);
  if (columns(signs) <= width) return signs.join('');
  while (signs.length > 0 && columns(signs) > width - 1) signs.pop();
  return width < 1 ? '' : `${signs.join('')}…`;
}
