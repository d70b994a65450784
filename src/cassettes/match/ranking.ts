/** Which recordings look most like a request: found among ten thousand without reading their texts again. */
import type { CassetteSettings } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import type { KeyedRequest } from './match-key.ts';
import { likeness, type Sketch, sketchOf } from './sketch.ts';

export interface Ranked {
  recording: Recording;
  /** Under which it would be compared. */
  settings: CassetteSettings;
}

/** Numbers per recording, side by side in memory: to follow ten thousand references takes longer than to compare. */
const COLUMNS = 7;
/** How many that look alike by numbers are looked at in earnest. */
const SHORT_LIST = 48;

export class Ranking {
  readonly #entries: readonly Ranked[];
  readonly #marks: Int32Array;

  constructor(entries: readonly Ranked[]) {
    this.#entries = entries;
    this.#marks = new Int32Array(entries.length * COLUMNS);
    for (const [index, { recording }] of entries.entries()) {
      this.#marks.set(marksOf(sketchOf(recording.request)), index * COLUMNS);
    }
  }

  /** At most `most`, in falling order; of equals the earlier. */
  mostAlike(request: KeyedRequest, most: number): Ranked[] {
    const sketch = sketchOf(request);
    const marks = marksOf(sketch);
    const short = best(this.#entries.length, SHORT_LIST, (index) => this.#score(index * COLUMNS, marks));
    const likenesses = short.map((index) => likeness(sketchOf(this.#entries[index]!.recording.request), sketch));
    return best(short.length, most, (place) => likenesses[place]!).map((place) => this.#entries[short[place]!]!);
  }

  #score(at: number, asked: readonly number[]): number {
    const marks = this.#marks;
    const score = marks[at] === asked[0] ? 20 : 0;
    const apart = Math.abs(marks[at + 1]! - asked[1]!);
    const first = marks[at + 3] === asked[3] ? 1 : shared(marks[at + 4]!, asked[4]!);
    const last = marks[at + 5] === asked[5] ? 1 : shared(marks[at + 6]!, asked[6]!);
    return score + 3 / (1 + apart) + (marks[at + 2] === asked[2] ? 2 : 0) + 3 * first + 4 * last;
  }
}

/** Places of the `most` highest scores above nothing, in falling order; of equals the earlier. */
function best(count: number, most: number, scoreOf: (place: number) => number): number[] {
  const places: number[] = [];
  const scores: number[] = [];
  for (let place = 0; place < count; place++) {
    const score = scoreOf(place);
    if (places.length >= most && score <= (scores.at(-1) ?? 0)) continue;
    let at = scores.length;
    while (at > 0 && scores[at - 1]! < score) at--;
    places.splice(at, 0, place);
    scores.splice(at, 0, score);
    if (places.length > most) {
      places.pop();
      scores.pop();
    }
  }
  return places;
}

function marksOf({ method, path, messages, system, first, last }: Sketch): number[] {
  return [
    markOf(`${method} ${path}`),
    messages,
    markOf(system),
    markOf(first),
    wordsOf(first),
    markOf(last),
    wordsOf(last),
  ];
}

/** Characters looked at, at each end. */
const ENDS = 100;

/** A number that different texts seldom share (FNV-1a over length, beginning and end). */
function markOf(text: string): number {
  let mark = Math.imul(text.length ^ 0x811c9dc5, 16777619);
  for (let at = 0; at < text.length; at++) {
    if (at === ENDS && text.length > 2 * ENDS) at = text.length - ENDS;
    mark = Math.imul(mark ^ text.charCodeAt(at), 16777619);
  }
  return mark;
}

/** One of 31 bits for each word at the ends of a text. */
function wordsOf(text: string): number {
  const ends = text.length > 2 * ENDS ? `${text.slice(0, ENDS)} ${text.slice(-ENDS)}` : text;
  let bits = 0;
  for (const word of ends.toLowerCase().split(/[^\p{L}\p{N}]+/u)) bits |= 1 << ((markOf(word) >>> 7) % 31);
  return bits;
}

/** The share of the words of either that both have. */
function shared(a: number, b: number): number {
  return (0.9 * bitsIn(a & b)) / Math.max(1, bitsIn(a | b));
}

function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
