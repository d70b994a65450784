/** What the terminal shows at the start: addresses to copy. */
import type { Mode } from '../config.ts';
import type { Address } from '../mock.ts';

/** What cassettes and the upstream have to do with the answers. */
export interface BannerMode {
  mode: Mode;
  /** Empty: none was named. */
  cassette: string;
  /** Their folder. */
  cassettes: string;
  /** Empty: the real services. */
  upstream: readonly string[];
  /** Is the upstream called, which wants real keys? */
  calls: boolean;
  /** Does CI forbid it to call out? */
  recordsNothing: boolean;
}

/**
 * The start banner, without colours.
 *
 * @param mode undefined: everything is invented
 * @example banner({ url: 'http://127.0.0.1:4010', host: '127.0.0.1', port: 4010 }, '0.1.0')
 */
export function banner({ url }: Address, version: string, mode?: BannerMode): string {
  const calls = mode?.calls ?? false;
  return `
  Stunt Double ${version} on ${url}   (Ctrl-C stops it)${mode === undefined ? '' : `\n  ${modeLine(mode)}`}

  Base URLs${calls ? '   (with your own keys: the real service asks for them, and they are written nowhere)' : ''}
    Anthropic, LLM Router   ${url}        POST /v1/messages
    OpenRouter              ${url}/api    POST /api/v1/messages

  Anthropic SDK
    ANTHROPIC_BASE_URL=${url}${calls ? '' : ' ANTHROPIC_API_KEY=mock'}
  Anthropic SDK, OpenRouter style
    ANTHROPIC_BASE_URL=${url}/api ANTHROPIC_AUTH_TOKEN=${calls ? '$OPENROUTER_API_KEY' : 'mock'} ANTHROPIC_API_KEY=
  Claude Code
    ANTHROPIC_BASE_URL=${url}${calls ? '' : ' ANTHROPIC_AUTH_TOKEN=mock'} claude

  What was asked, and what to answer
    ${url}/_mock         the control API; stubs from files: --stubs <folder>

  Try it
    curl -s ${url}/api/v1/messages -H ${calls ? '"authorization: Bearer $OPENROUTER_API_KEY"' : "'authorization: Bearer mock'"} -H 'content-type: application/json' \\
      -d '{"model":"anthropic/claude-sonnet-4.5","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}'
`;
}

function modeLine({ mode, cassette, cassettes, upstream, calls, recordsNothing }: BannerMode): string {
  const parts = [];
  if (cassette !== '') parts.push(`cassette "${cassette}" in ${cassettes}`);
  else if (mode !== 'record' && mode !== 'passthrough') parts.push(`all cassettes in ${cassettes}`);
  if (cassette === '' && (mode === 'record' || mode === 'auto')) parts.push(`recording to "default" in ${cassettes}`);
  if (calls) parts.push(`upstream ${upstream.join(', ') || 'the real services'}`);
  if (calls && recordsNothing) parts.push('but CI is set, so nothing is called or recorded (--record-in-ci allows it)');
  return `Mode ${mode}: ${parts.join(', ')}`;
}
