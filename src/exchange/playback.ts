/** Whether a request is answered from a cassette or by the upstream: what its headers say, before what the options say. */

import { isLoopback } from '../cassettes/upstream/origins.ts';
import { MODES, type Mode } from '../config.ts';
import type { Deed } from '../dialects/dialect.ts';
import { didYouMean } from '../did-you-mean.ts';
import { ApiError } from '../errors.ts';
import { OptionError } from '../resolve-options.ts';
import type { Context } from './context.ts';
import type { Received, Target } from './exchange.ts';
import { ownHeader } from './own-header.ts';
import type { Playback } from './playing.ts';

/** Cassettes hold what services answer, not what the mock says of itself. */
const TAPED: ReadonlySet<Deed> = new Set(['messages', 'count_tokens', 'list_models', 'show_model']);

/**
 * What cassettes and upstream have to do with a request; undefined: nothing, the mock answers.
 *
 * @throws ApiError as an error of the mock for a mode that does not exist
 */
export function playbackOf(
  { headers }: Received,
  { endpoint }: Target,
  { options, ci }: Context,
): Playback | undefined {
  const askedMode = ownHeader(headers, 'x-mock-mode');
  const askedCassette = asWritten(ownHeader(headers, 'x-mock-cassette'));
  const cassette = askedCassette ?? (options.cassette || undefined);
  const wanted = askedMode ?? options.mode;
  const mode = wanted === 'by-cassette' ? byCassette(cassette, ci && !options.recordInCi) : wanted;
  if (mode === 'synthetic' || !TAPED.has(endpoint.deed)) return undefined;
  if (!isMode(mode)) {
    throw new ApiError(
      'invalid_request',
      `x-mock-mode: there is no mode "${mode.slice(0, 40)}".${didYouMean(mode, MODES) || ` Modes: ${MODES.join(', ')}.`}`,
      { mock: true },
    );
  }
  return { mode, cassette, asked: askedMode !== undefined || askedCassette !== undefined };
}

/** Node reads headers as Latin-1, while curl, Python and Go write them in UTF-8: a name beyond ASCII is the one that an option would give. */
function asWritten(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = Buffer.from(header, 'latin1').toString('utf8');
  return text.includes('\uFFFD') ? header : text;
}

function isMode(text: string): text is Playback['mode'] {
  return text !== 'synthetic' && (MODES as readonly string[]).includes(text);
}

/** Is the upstream called in any case? Then it decides what is refused. */
export function isLive({ mode }: Playback): boolean {
  return mode === 'record' || mode === 'passthrough';
}

/** @throws ApiError where the upstream must not be called */
export function demandCalling({ mode }: Playback, { wire }: Received, { options, ci }: Context): void {
  if (ci && !options.recordInCi && mode !== 'passthrough') {
    throw forbidden(
      'record_in_ci',
      'CI is set, so nothing is recorded here. Record on your own machine and commit the cassette, or allow it with --record-in-ci.',
    );
  }
  if (wire.local && !isLoopback(wire.local.address) && !options.recordForOthers) {
    throw forbidden(
      'record_for_others',
      `This request came over ${wire.local.address}, not over loopback, so the upstream is not called. Allow it with --record-for-others.`,
    );
  }
}

/**
 * Nobody but this machine may reach a server that calls out with whatever it is sent.
 *
 * @throws OptionError
 */
export function demandLoopback(host: string, context: Context): void {
  const mode = usualMode(context);
  if (!mayCall(mode) || context.options.recordForOthers || isLoopback(host)) return;
  throw new OptionError(
    `option host: in mode ${mode} the server calls the upstream, so it listens on loopback only, not on ${host}. Allow it with --record-for-others.`,
  );
}

/** Is the upstream called in this mode, if only for what is not recorded? Then clients need real keys. */
export function mayCall(mode: Mode): boolean {
  return mode === 'record' || mode === 'auto' || mode === 'passthrough';
}

/** The mode of requests that say nothing of it. */
export function usualMode({ options, ci }: Pick<Context, 'options' | 'ci'>): Mode {
  const { mode, cassette, recordInCi } = options;
  return mode === 'by-cassette' ? byCassette(cassette, ci && !recordInCi) : mode;
}

function byCassette(cassette: string | undefined, replayOnly: boolean): Mode {
  if (!cassette) return 'synthetic';
  return replayOnly ? 'replay' : 'auto';
}

function forbidden(code: string, message: string): ApiError {
  return new ApiError('permission', message, { mock: true, mockDetail: { code } });
}
