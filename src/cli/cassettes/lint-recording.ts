/** What would break with one recording, as it is stored, under the current contract. */
import type { Recording } from '../../cassettes/recording.ts';
import { errorOf } from '../../cassettes/replay/error-of.ts';
import { isObject } from '../../cassettes/replay/events-of.ts';
import { formOf } from '../../cassettes/replay/form-of.ts';
import { messageOf } from '../../cassettes/replay/message-of.ts';
import { jsonOf } from '../../cassettes/replay/text-of.ts';
import { countTokensViolations, replyViolations, requestViolations } from '../../contract/validator.ts';
import { asFindings, type Finding, type FindingOf } from './finding.ts';
import { streamFindings } from './lint-stream.ts';

/** Statuses by which a service says that the request was wrong: nothing else was expected of it. */
const REFUSED = new Set([400, 413, 422]);

/** The findings: of the request, then of the reply. */
export async function lintRecording(recording: Recording): Promise<Finding[]> {
  const { broken, status } = recording.response;
  const found = [
    ...(REFUSED.has(status) ? [] : requestFindings(recording)),
    ...(broken ? [told('warning', 'broken', `the reply broke off (${broken}): it never stands for a success`)] : []),
    ...(await replyFindings(recording)),
  ];
  if (!found.some(({ severity }) => severity === 'error')) found.push(...otherFormFindings(recording));
  return found.map((finding) => ({ recording: recording.id, ...finding }));
}

/** What a path asks for. The prefix of a gateway does not matter. */
function deedOf({ request: { method, path } }: Recording): 'messages' | 'count_tokens' | 'other' {
  const [, deed] = /\/v1\/(messages(?:\/count_tokens)?)\/?$/.exec(path.split('?')[0]!) ?? [];
  if (method !== 'POST' || !deed) return 'other';
  return deed === 'messages' ? 'messages' : 'count_tokens';
}

function requestFindings(recording: Recording): FindingOf[] {
  const { dialect, body } = recording.request;
  const deed = deedOf(recording);
  if (deed === 'other') return [];
  if (body === undefined) return [{ ...told('error', 'json', 'the body is no JSON'), where: 'request' }];
  const violations =
    deed === 'messages' ? requestViolations(dialect, 'latest', body) : countTokensViolations(dialect, body);
  return asFindings(violations, 'request');
}

async function replyFindings(recording: Recording): Promise<FindingOf[]> {
  const { request, response } = recording;
  const form = formOf(recording);
  const deed = deedOf(recording);
  if (form === 'stream' && deed === 'messages')
    return [...formFindings(recording), ...(await streamFindings(recording))];
  // What broke off amid its JSON has told enough.
  if (response.broken || (deed === 'other' && form !== 'json')) return [];
  const value = jsonOf(recording);
  if (response.status >= 400) {
    // A proxy's page: clients have the status, and show the text.
    if (value === undefined) return [told('warning', 'json', 'the error is no JSON')];
    return asFindings(await replyViolations(request.dialect, 'error', value), 'reply');
  }
  if (value === undefined) return [told('error', 'json', 'the body is no JSON')];
  if (deed === 'messages')
    return [
      ...formFindings(recording),
      ...asFindings(await replyViolations(request.dialect, 'response', value), 'reply'),
    ];
  if (deed === 'count_tokens' && !(isObject(value) && Number.isInteger(value['input_tokens'])))
    return [{ ...told('error', 'type', 'expected a whole number'), pointer: '/input_tokens' }];
  return [];
}

/** A recording answers either form, when a message can be made of it. */
function otherFormFindings(recording: Recording): FindingOf[] {
  if (deedOf(recording) !== 'messages' || recording.response.broken) return [];
  if (messageOf(recording) || errorOf(recording)) return [];
  return [told('warning', 'form', 'no message can be made of it, so that it answers requests for its own form only')];
}

/** Is a success in the form that was asked for? */
function formFindings(recording: Recording): FindingOf[] {
  const { body } = recording.request;
  const asked = isObject(body) && body['stream'] === true ? 'stream' : 'json';
  const form = formOf(recording);
  return asked === form
    ? []
    : [told('error', 'form', `the request asks for ${NAMES[asked]}, but the reply is ${NAMES[form]}`)];
}

const NAMES = { stream: 'a stream', json: 'JSON', other: 'neither JSON nor a stream' };

function told(severity: FindingOf['severity'], code: string, message: string): FindingOf {
  return { severity, where: 'reply', pointer: '', code, message };
}
