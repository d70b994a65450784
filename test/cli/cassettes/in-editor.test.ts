import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inEditor } from '../../../src/cli/cassettes/in-editor.ts';
import { folderWith } from '../../support/folder.ts';

/** An editor that runs this code, with `file` to be edited. */
function editor(code: string): NodeJS.ProcessEnv {
  const script = join(
    folderWith({ 'editor.cjs': `const fs = require('node:fs'), file = process.argv.at(-1);\n${code}` }),
    'editor.cjs',
  );
  return { ...process.env, VISUAL: '', EDITOR: `"${process.execPath}" "${script}" --wait` };
}

describe('the editor of a person', () => {
  test('gets the text in a file that nobody else may read, which goes when all is safe', async () => {
    const written = await inEditor('{"a":1}', editor("fs.appendFileSync(file, 'more');"));
    expect(written.text).toBe('{"a":1}\nmore');
    expect(statSync(written.file).mode & 0o777).toBe(0o600);
    expect(readFileSync(written.file, 'utf8')).toBe(written.text);
    await written.done();
    expect(existsSync(join(written.file, '..'))).toBe(false);
  });

  test('changes nothing when it fails, and must be named', async () => {
    await expect(inEditor('a', editor('process.exit(3);'))).rejects.toThrow('ended with 3');
    await expect(inEditor('a', {})).rejects.toThrow('Neither VISUAL nor EDITOR');
  });
});
