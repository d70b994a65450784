/** What the corridor is given of the house: options, time, and the few things that are remembered between requests. */
import type { Library } from '../cassettes/library.ts';
import type { PlayCounts } from '../cassettes/match/play-counts.ts';
import type { Origins } from '../cassettes/upstream/origins.ts';
import type { Clock } from '../clock.ts';
import type { Options } from '../config.ts';
import type { ModelTraits } from '../model.ts';
import type { Stubs } from '../stubs/stubs.ts';
import type { Bodies } from './body.ts';
import type { Counters } from './counters.ts';
import type { Plan } from './exchange.ts';
import type { FaultRules } from './fault-rules.ts';
import type { Limits } from './limits.ts';

export interface Context {
  options: Options;
  clock: Clock;
  bodies: Bodies;
  counters: Counters;
  stubs: Stubs;
  faultRules: FaultRules;
  /** Rate limits, credits, overload: none unless options set some. */
  limits: Limits | undefined;
  library: Library;
  /** How often each recording was asked for. */
  plays: PlayCounts;
  /** Is this a run of continuous integration, where nothing is recorded unless told so? */
  ci: boolean;
  /** Where the real services are, by the options. */
  origins: Origins;
  /** Milliseconds after which a recording is expired. */
  expires: number | undefined;
  /** What the options say of every answer. */
  usual: Pick<Plan, 'style' | 'pace' | 'faults'>;
  /** The traits of any model id, known or not. */
  model(id: string): ModelTraits;
  /** The catalogue, newest first. */
  models: readonly ModelTraits[];
  /** Told of a bug of the mock: an error that no stage foresaw. */
  onBug(error: unknown): void;
}
