/** Lets a person change a text in the editor of their choice. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CassetteError } from '../../cassettes/cassette.ts';

export interface Written {
  text: string;
  file: string;
  /** Takes the file away, once the text is safe elsewhere. */
  done(): Promise<void>;
}

/**
 * Opens the text in `$VISUAL` or `$EDITOR` and resolves when the editor was closed.
 *
 * @throws CassetteError when there is no editor, or when it could not be run to its end
 */
export async function inEditor(text: string, environment: NodeJS.ProcessEnv = process.env): Promise<Written> {
  const editor = environment['VISUAL'] || environment['EDITOR'];
  if (!editor) throw new CassetteError('Neither VISUAL nor EDITOR names an editor. Set one, or use --set or --file.');
  // Nobody else may read it.
  const file = join(await mkdtemp(join(tmpdir(), 'stuntdouble-edit-')), 'reply.json');
  await writeFile(file, `${text}\n`, { mode: 0o600 });
  const done = (): Promise<void> => rm(dirname(file), { recursive: true, force: true });
  // A shell, as an editor may be named with options: `code --wait`.
  const child = spawn(`${editor} "${file}"`, { shell: true, stdio: 'inherit', env: environment });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  if (code !== 0) {
    await done();
    throw new CassetteError(`The editor (${editor}) ended with ${code ?? 'a signal'}, so nothing was changed.`);
  }
  return { text: await readFile(file, 'utf8'), file, done };
}
