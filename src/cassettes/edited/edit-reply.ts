/** Changes the reply of one recording in its cassette, if the result is one that a service could give. */
import type { DialectName } from '../../contract/validator.ts';
import { replyViolations } from '../../contract/validator.ts';
import type { Violation } from '../../errors.ts';
import { CassetteError } from '../cassette.ts';
import type { CassetteSettings } from '../cassette-settings.ts';
import type { Recording } from '../recording.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { findingText } from '../secrets/refusal-text.ts';
import { editCassette } from '../store/edit-cassette.ts';
import { type Editable, editableOf, withReply } from './with-reply.ts';

/** The reply would break a client. */
export class InvalidReply extends CassetteError {
  readonly violations: readonly Violation[];
  constructor(violations: readonly Violation[]) {
    super('The edited reply is none that the service could give.');
    this.violations = violations;
  }
}

/** In the entry's comment, before what was there. */
const BY_HAND = 'edited by hand';

/**
 * The recording with another reply, and a comment that tells of it.
 *
 * @throws InvalidReply; CassetteError when a stream cannot tell it, or a secret came in
 */
export async function edited(recording: Recording, value: unknown, settings: CassetteSettings): Promise<Recording> {
  const { kind } = editableOf(recording);
  const violations = await violationsOf(recording.request.dialect, kind, value);
  if (violations.length > 0) throw new InvalidReply(violations);
  const { comment = '' } = recording;
  const marked = comment.startsWith(BY_HAND) ? comment : comment === '' ? BY_HAND : `${BY_HAND}; ${comment}`;
  const changed = { ...withReply(recording, value), comment: marked };
  const known = new Set(findSecrets(recording, settings).map(({ fingerprint }) => fingerprint));
  const secret = findSecrets(changed, settings).find(({ fingerprint }) => !known.has(fingerprint));
  if (secret)
    throw new CassetteError(`What looks like a secret came in, so nothing was written: ${findingText(secret)}`);
  return changed;
}

/**
 * Puts it in the place of the one it was made of.
 *
 * @throws CassetteError when that one was changed meanwhile, or the file cannot be written
 */
export async function replaceRecording(directory: string, name: string, old: Recording, now: Recording): Promise<void> {
  const replace = (recordings: readonly Recording[]): readonly Recording[] => {
    const index = recordings.findIndex(
      ({ polly, response }) =>
        polly.id === old.polly.id &&
        polly.order === old.polly.order &&
        Buffer.compare(response.body, old.response.body) === 0,
    );
    if (index < 0) throw new CassetteError(`${old.id} was changed by somebody else meanwhile. Edit it again.`);
    return recordings.with(index, now);
  };
  await editCassette(directory, name, replace, { private: false });
}

async function violationsOf(dialect: DialectName, kind: Editable['kind'], value: unknown): Promise<Violation[]> {
  if (kind === 'other') return [];
  return replyViolations(dialect, kind === 'message' ? 'response' : 'error', value);
}
