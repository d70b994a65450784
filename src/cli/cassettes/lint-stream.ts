/** What is wrong with a recorded event stream: each event by its schema, all of them by their order, and the message that they tell. */
import type { Recording } from '../../cassettes/recording.ts';
import { eventsOf, type Json, type RecordedEvent } from '../../cassettes/replay/events-of.ts';
import { messageOf } from '../../cassettes/replay/message-of.ts';
import { describeValue } from '../../contract/describe-value.ts';
import { replyViolations } from '../../contract/validator.ts';
import { misplacedIn } from './event-order.ts';
import { asFindings, type FindingOf } from './finding.ts';

const KINDS: ReadonlySet<unknown> = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
  'error',
]);

/** Sorted by place. The same thing wrong in many events of a kind is told once, where it first is. */
export async function streamFindings(recording: Recording): Promise<FindingOf[]> {
  const { dialect } = recording.request;
  const events = eventsOf(recording).filter(({ data }) => data !== '[DONE]');
  const findings: FindingOf[][] = events.map(formFindings);
  const told = new Set<string>();
  for (const [index, { value }] of events.entries()) {
    if (!value || !KINDS.has(value['type'])) continue;
    for (const violation of await replyViolations(dialect, 'stream-event', value)) {
      const like = JSON.stringify([
        value['type'],
        violation.path.filter((step) => typeof step === 'string'),
        violation.code,
      ]);
      if (told.has(like)) continue;
      told.add(like);
      findings[index]!.push(...asFindings([violation], placeOf(events[index]!, index)));
    }
  }
  const read = events.flatMap(({ value }, index) => (value ? [{ value, index }] : []));
  const values: Json[] = read.map(({ value }) => value);
  const missing: FindingOf[] = [];
  for (const { index, code, message } of misplacedIn(values, recording.response.broken === undefined)) {
    const place = read[index]?.index;
    const where = place === undefined ? 'reply' : placeOf(events[place]!, place);
    (place === undefined ? missing : findings[place]!).push({ severity: 'error', where, pointer: '', code, message });
  }
  return [...findings.flat(), ...missing, ...(await assembledFindings(recording, told))];
}

/** What a client would be given that asked for JSON: no client has seen it yet. Only told where the events themselves are right. */
async function assembledFindings(recording: Recording, told: ReadonlySet<string>): Promise<FindingOf[]> {
  const message = messageOf(recording);
  if (!message || told.size > 0) return [];
  const violations = await replyViolations(recording.request.dialect, 'response', message);
  const findings = asFindings(violations, 'reply as JSON');
  return findings.map((finding) => ({ ...finding, severity: 'warning' }));
}

function formFindings(event: RecordedEvent, index: number): FindingOf[] {
  const { name, value } = event;
  const finding = (severity: FindingOf['severity'], code: string, message: string): FindingOf[] => [
    { severity, where: placeOf(event, index), pointer: '', code, message },
  ];
  // SDKs skip what they do not know before they read its data.
  if (!value)
    return finding(name === '' || KINDS.has(name) ? 'error' : 'warning', 'json', 'the data is no JSON object');
  const { type } = value;
  if (typeof type !== 'string') return finding('error', 'type', `expected a type, but got ${describeValue(type)}`);
  if (name !== type)
    return finding('error', 'name', `expected the type of the data, ${type}, but the event is called "${name}"`);
  return KINDS.has(type) ? [] : finding('warning', 'unknown', `events of type ${type} are not in the contract`);
}

function placeOf({ line }: RecordedEvent, index: number): string {
  return `event ${index + 1} (line ${line})`;
}
