/** The recordings of all cassettes that share their settings. */
import { canonical } from '../../canonical.ts';
import type { CassetteSettings } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { type KeyedRequest, keyOf } from './match-key.ts';
import type { PlayCounts } from './play-counts.ts';
import { roughKeysOf } from './rough-key.ts';

interface Place {
  recording: Recording;
  cassette: string;
}

/** The recordings of one key. */
interface Sequence {
  /** Under which is counted: the same in every tape with these settings. */
  name: string;
  places: Place[];
}

interface Shelf {
  places: Place[];
  sequences: Map<string, Sequence> | undefined;
}

/** Keys of requests that are asked about again, and of recordings that outlive their tape, by the name of the group. */
const keys = new WeakMap<KeyedRequest, Map<string, string>>();

export class Group {
  readonly settings: Required<CassetteSettings>;
  /** The same for the same settings, so that counts survive when cassettes are read again. */
  readonly name: string;
  readonly recordings: Recording[] = [];
  readonly #places: Place[] = [];
  /** By what is cheap to see; each shelf is sorted by key when it is first asked for. */
  #shelves: Map<string, Shelf> | undefined;
  /** Of requests that were found: the same one may come often. */
  #known = new WeakMap<KeyedRequest, Sequence>();

  constructor(settings: Required<CassetteSettings>) {
    this.settings = settings;
    this.name = canonical(settings, 10);
  }

  add(cassette: string, recordings: readonly Recording[]): void {
    for (const recording of recordings) {
      this.recordings.push(recording);
      this.#places.push({ recording, cassette });
    }
    this.#shelves = undefined;
    this.#known = new WeakMap();
  }

  /** The next of the sequence that answers the request; undefined when there is none, or none is left. */
  next(request: KeyedRequest, counts: PlayCounts): Place | undefined {
    let sequence = this.#known.get(request);
    if (sequence === undefined) {
      sequence = this.#sequenceOf(request);
      if (sequence === undefined) return undefined;
      this.#known.set(request, sequence);
    }
    const { name, places } = sequence;
    const { repeat } = this.settings;
    if (repeat === 'exhaust' && counts.of(name) >= places.length) return undefined;
    const turn = counts.next(name);
    return places[repeat === 'cycle' ? turn % places.length : Math.min(turn, places.length - 1)];
  }

  #sequenceOf(request: KeyedRequest): Sequence | undefined {
    this.#shelves ??= this.#shelve();
    const key = this.#keyOf(request);
    for (const name of roughKeysOf(request, this.settings)) {
      const shelf = this.#shelves.get(name);
      if (shelf === undefined) continue;
      shelf.sequences ??= this.#sort(shelf.places);
      const sequence = shelf.sequences.get(key);
      if (sequence !== undefined) return sequence;
    }
    return undefined;
  }

  #shelve(): Map<string, Shelf> {
    const shelves = new Map<string, Shelf>();
    for (const place of this.#places) {
      const [rough] = roughKeysOf(place.recording.request, this.settings);
      const shelf = shelves.get(rough);
      if (shelf) shelf.places.push(place);
      else shelves.set(rough, { places: [place], sequences: undefined });
    }
    return shelves;
  }

  #sort(places: readonly Place[]): Map<string, Sequence> {
    const sequences = new Map<string, Sequence>();
    for (const place of places) {
      const key = this.#keyOf(place.recording.request);
      const sequence = sequences.get(key);
      if (sequence) sequence.places.push(place);
      else sequences.set(key, { name: `${key} ${this.name}`, places: [place] });
    }
    return sequences;
  }

  #keyOf(request: KeyedRequest): string {
    let known = keys.get(request);
    if (known === undefined) {
      known = new Map();
      keys.set(request, known);
    }
    let key = known.get(this.name);
    if (key === undefined) {
      key = keyOf(request, this.settings);
      known.set(this.name, key);
    }
    return key;
  }
}
