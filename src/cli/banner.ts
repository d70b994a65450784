/** What the terminal shows at the start: addresses to copy. */
import type { Address } from '../mock.ts';

/**
 * The start banner, without colours.
 *
 * @param mode what cassettes have to do with the answers, where they have
 * @example banner({ url: 'http://127.0.0.1:4010', host: '127.0.0.1', port: 4010 }, '0.1.0')
 */
export function banner({ url }: Address, version: string, mode?: string): string {
  return `
  Stunt Double ${version} on ${url}   (Ctrl-C stops it)${mode === undefined ? '' : `\n  ${mode}`}

  Base URLs
    Anthropic, LLM Router   ${url}        POST /v1/messages
    OpenRouter              ${url}/api    POST /api/v1/messages

  Anthropic SDK
    ANTHROPIC_BASE_URL=${url} ANTHROPIC_API_KEY=mock
  Anthropic SDK, OpenRouter style
    ANTHROPIC_BASE_URL=${url}/api ANTHROPIC_AUTH_TOKEN=mock ANTHROPIC_API_KEY=
  Claude Code
    ANTHROPIC_BASE_URL=${url} ANTHROPIC_AUTH_TOKEN=mock claude

  What was asked, and what to answer
    ${url}/_mock         the control API; stubs from files: --stubs <folder>

  Try it
    curl -s ${url}/api/v1/messages -H 'authorization: Bearer mock' -H 'content-type: application/json' \\
      -d '{"model":"anthropic/claude-sonnet-4.5","max_tokens":200,"messages":[{"role":"user","content":"Hello!"}]}'
`;
}
