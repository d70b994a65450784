/** `stuntdouble cassettes edit`: another reply for one exchange. */
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { CassetteError } from '../../cassettes/cassette.ts';
import { edited, InvalidReply, replaceRecording } from '../../cassettes/edited/edit-reply.ts';
import { setAt } from '../../cassettes/edited/set-at.ts';
import { editableOf } from '../../cassettes/edited/with-reply.ts';
import { formOf } from '../../cassettes/replay/form-of.ts';
import { fileError } from '../../cassettes/store/file-error.ts';
import type { Terminal } from '../serve.ts';
import { findExchange } from './find-exchange.ts';
import { asFindings } from './finding.ts';
import { inEditor } from './in-editor.ts';
import { jsonText, plain } from './plain.ts';

export interface EditOptions {
  name: string;
  number: string | undefined;
  directory: string;
  file: string | undefined;
  set: readonly string[];
  editor: boolean;
  json: boolean;
}

/** Resolves with the exit code: 0, or 1 when the reply is none that the service could give. */
export async function editExchange(options: EditOptions, terminal: Terminal): Promise<number> {
  const { directory, name, number, editor, json } = options;
  const { cassette, recording } = await findExchange(directory, name, number);
  if (!recording) throw new CassetteError(`Say which exchange of ${name}: stuntdouble cassettes edit ${name} 1`);
  const { value } = editableOf(recording);
  const isAsked = options.file !== undefined || options.set.length > 0 || editor;
  if (!isAsked) {
    terminal.out(jsonText(value));
    return 0;
  }
  const given = await changed(value, options);
  const text = editor ? await inEditor(JSON.stringify(given, null, 2)) : undefined;
  try {
    const now = text === undefined ? given : parsed(text.text, 'The edited text');
    const isSame = isDeepStrictEqual(now, value);
    if (!isSame)
      await replaceRecording(directory, cassette.name, recording, await edited(recording, now, cassette.settings));
    await text?.done();
    const what = isSame
      ? 'is as it was'
      : `was changed${formOf(recording) === 'stream' ? ', and its stream with it' : ''}`;
    terminal.out(json ? jsonText({ recording: recording.id, changed: !isSame }) : plain(`${recording.id} ${what}.`));
    return 0;
  } catch (error) {
    // Nobody shall type it again.
    if (text) terminal.error(plain(`What you wrote is in ${text.file}: mend it there, and take it in with --file.`));
    if (!(error instanceof InvalidReply)) throw error;
    const findings = asFindings(error.violations, 'reply');
    if (json) terminal.out(jsonText({ recording: recording.id, changed: false, findings }));
    else {
      terminal.error(`stuntdouble: ${plain(error.message)} Nothing was written.`);
      for (const { pointer, message } of findings) terminal.error(plain(`  ${pointer || 'the whole'}: ${message}`));
    }
    return 1;
  }
}

async function changed(value: unknown, { file, set }: EditOptions): Promise<unknown> {
  let now = value;
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw fileError(file, 'read', error);
    });
    now = parsed(text, file);
  }
  for (const each of set) {
    const [, pointer, json] = /^([^=]*)=(.*)$/s.exec(each) ?? [];
    if (pointer === undefined || json === undefined)
      throw new CassetteError(`--set takes <pointer>=<json>, such as /usage/output_tokens=4, not "${each}".`);
    now = setAt(now, pointer, parsed(json, `--set ${pointer}`));
  }
  return now;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const hint = what.startsWith('--set')
      ? ' A text stands in double quotes, within single ones for the shell: \'"It rains."\''
      : '';
    throw new CassetteError(`${what} is no JSON: ${(error as Error).message.replace(/\s+/g, ' ')}.${hint}`);
  }
}
