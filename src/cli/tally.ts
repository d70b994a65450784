/** What a run of a command asked of the mock, in numbers. */
import type { Exchange } from '../exchange/exchange.ts';
import type { StubView } from '../stubs/stub-view.ts';

/** Counts exchanges of all sessions. The journal is bounded and a session's own; this is neither. */
export class Tally {
  requests = 0;
  inputTokens = 0;
  outputTokens = 0;
  refused = 0;
  /** Answered from a cassette. */
  replayed = 0;
  /** Written to one. */
  recorded = 0;
  /** Requests for a message that no stub was for, although there were some. */
  unmatched = 0;
  /** Ids of the stubs that answered. */
  readonly used = new Set<string>();

  add({ answer, plan, missed, playing }: Exchange): void {
    const unstubbed = answer.kind === 'refusal' && answer.error.detail.mockDetail?.code === 'no_stub';
    this.requests++;
    if (answer.kind === 'refusal') this.refused++;
    if (playing?.recording) this.replayed++;
    if (playing?.stored) this.recorded++;
    if (answer.kind === 'message') {
      this.inputTokens += answer.message.usage.input_tokens;
      this.outputTokens += answer.message.usage.output_tokens;
    }
    if (plan?.stub) this.used.add(plan.stub.id);
    else if (missed || unstubbed) this.unmatched++;
  }
}

/**
 * The line at the end.
 *
 * @example 'stuntdouble: 3 requests, 120+340 tokens, 1 refused, 2 without a stub; unused stubs: "greeting" (stubs/hello.yaml)'
 */
export function summary(tally: Tally, unused: readonly StubView[]): string {
  const { requests, inputTokens, outputTokens, refused, replayed, recorded, unmatched } = tally;
  const parts = [
    `${requests} ${requests === 1 ? 'request' : 'requests'}`,
    `${inputTokens}+${outputTokens} tokens`,
    replayed > 0 ? `${replayed} replayed` : null,
    recorded > 0 ? `${recorded} recorded` : null,
    refused > 0 ? `${refused} refused` : null,
    unmatched > 0 ? `${unmatched} without a stub` : null,
  ];
  const names = unused.map(({ name, origin }) => `"${name}" (${origin})`);
  const rest = names.length > 0 ? `; unused stubs: ${names.join(', ')}` : '';
  return `stuntdouble: ${parts.filter((part) => part !== null).join(', ')}${rest}`;
}
