/** A recording with pseudonyms in place of its secrets. */
import type { CassetteSettings } from '../cassette-settings.ts';
import type { HeaderList, Recording } from '../recording.ts';
import { editedBody } from './edited-body.ts';
import { mapStrings } from './map-strings.ts';
import { hitsIn, recordingTexts, secretsIn } from './recording-texts.ts';
import { rewritten } from './rewritten.ts';
import { rulesOf } from './rules-of.ts';

/**
 * The same secret becomes the same word in all places and all recordings, so that what refers to it still does. JSON stays JSON, a stream
 * the same stream but for these words; one that is spread over several deltas stands in the first of them, and the chunks still add up to
 * the body. `findSecrets` finds nothing in it. Without secrets the recording itself comes back.
 *
 * @throws CassetteError for a pattern of the settings that cannot be used
 * @example redacted(recording, {}).request.body // { ..., content: 'My key is sk-ant-REDACTED-1f2e3d4c5b6a.' }
 */
export function redacted(recording: Recording, settings: CassetteSettings): Recording {
  const rules = rulesOf(settings);
  const secrets = secretsIn(recordingTexts(recording), rules);
  if (secrets.size === 0) return recording;
  const text = (value: string, name?: string): string => rewritten(value, hitsIn(value, name, rules, secrets));
  const list = (headers: HeaderList): HeaderList => headers.map(([name, value]) => [name, text(value, name)]);
  const { request, response } = recording;
  return {
    ...recording,
    request: {
      ...request,
      url: text(request.url),
      path: text(request.path),
      headers: list(request.headers),
      body: mapStrings(request.body, text),
      ...(request.text === undefined ? {} : { text: text(request.text) }),
    },
    response: {
      ...response,
      statusText: text(response.statusText),
      headers: list(response.headers),
      trailers: list(response.trailers),
      ...editedBody(response, (reply) => hitsIn(reply.text, reply.name, rules, secrets)),
    },
    ...(recording.comment === undefined ? {} : { comment: text(recording.comment) }),
  };
}
