import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { folderWith } from '../support/folder.ts';

async function check(...words: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), error: (line: string) => void errors.push(line) };
  let code: number | undefined;
  const program = createProgram('9.9.9', terminal, (given) => {
    code = given;
  });
  await program.parseAsync(['node', 'stuntdouble', 'stubs', 'check', ...words]);
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

const fine = 'stubs:\n  - name: greeting\n    when: { text: hello }\n    respond: { text: Hi there }\n';
const broken = 'stubs:\n  - when: { text: { contain: hello } }\n    respond: { text: Hi }\n';
const doubtful = 'stubs:\n  - respond: { text: "" }\n';

describe('stuntdouble stubs check', () => {
  test('is content with stubs that are right', async () => {
    const folder = folderWith({ 'a.yaml': fine });
    expect(await check(folder)).toEqual({ code: 0, out: '1 file, 1 stub, 0 errors, 0 warnings', errors: '' });
  });

  test('prints every problem with file, line and column, and a summary', async () => {
    const folder = folderWith({ 'a.yaml': fine, 'b.yaml': broken, 'c.yaml': doubtful });
    const { code, out } = await check(folder);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      `${folder}/b.yaml:2:21 error when.text.contain: there is no such key. Did you mean "contains"?`,
      `${folder}/c.yaml:2:16 warning respond.text: the text is empty, which the services never send. Write something, or use content: [] for no content.`,
      '3 files, 2 stubs, 1 error, 1 warning',
    ]);
  });

  test('lets warnings pass, unless it is strict', async () => {
    const folder = folderWith({ 'c.yaml': doubtful });
    expect((await check(folder)).code).toBe(0);
    expect((await check('--strict', folder)).code).toBe(1);
  });

  test('writes JSON for machines', async () => {
    const folder = folderWith({ 'b.yaml': broken });
    const { code, out } = await check('--format', 'json', folder);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      files: 1,
      stubs: 0,
      errors: 1,
      warnings: 0,
      problems: [
        {
          file: join(folder, 'b.yaml'),
          line: 2,
          column: 21,
          at: 'when.text.contain',
          message: 'there is no such key. Did you mean "contains"?',
          severity: 'error',
        },
      ],
    });
  });

  test('writes annotations for GitHub, which has signs of its own', async () => {
    const folder = folderWith({ 'b,100%.yaml': 'stubs:\n  - respond: { error: "100%" }\n' });
    const { out } = await check('--format', 'github', folder);
    expect(out.split('\n')[0]).toBe(
      `::error file=${folder}/b%2C100%25.yaml,line=2,col=16::respond.error: there is no error "100%25". Use a name such as overloaded, rate_limit, invalid_request, authentication, not_found, or a status.`,
    );
  });

  test('has the code 2 when there is nothing to check, or it is asked wrongly', async () => {
    expect(await check()).toMatchObject({ code: 2, errors: expect.stringContaining('name the files or folders') });
    expect(await check('--format', 'xml', '.')).toMatchObject({
      code: 2,
      errors: 'stuntdouble: --format: expected text, json, github, but got "xml".',
    });
    const { code, errors } = await check(folderWith());
    expect(code).toBe(2);
    expect(errors).toContain('there is no stub file at ');
    expect(await check(join(folderWith(), 'gone.yaml'))).toMatchObject({
      code: 2,
      errors: expect.stringContaining('there is no such file or folder'),
    });
  });

  test('lets each stub answer, and warns of what no service would send', async () => {
    const folder = folderWith({
      'a.yaml': `stubs:
  - when: { nth: 1 }
    respond:
      content:
        - Here it is.
        - { type: text, text: Look., citations: [{ type: page, cited_text: x }] }
  - when: { nth: 2, dialect: [anthropic, openrouter] }
    respond:
      sequence:
        - text: Fine.
        - content: { type: openrouter_bash_tool_result, content: none }
`,
    });
    const { code, out } = await check(folder);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(
      lines.filter((line) => line.includes(':6:') && line.includes('respond.content[1].citations[0]')),
    ).not.toEqual([]);
    expect(
      lines.filter((line) => line.includes(' respond.sequence[1].content.content: in messages of openrouter')),
    ).toHaveLength(1);
    expect(lines.filter((line) => line.includes('a.yaml:11:') && line.includes('of anthropic'))).not.toEqual([]);
  });

  test('reads the faults of stubs', async () => {
    const folder = folderWith({
      'a.yaml': `stubs:
  - when: { nth: 1 }
    respond: { text: Hi, faults: stal }
  - respond:
      sequence:
        - { text: Hi, faults: [close, "latency(for=soon)"] }
        - { text: Hi, faults: "latency(for=1s)" }
`,
    });
    const { code, out } = await check(folder);
    expect(code).toBe(1);
    const [first, second, ...rest] = out.split('\n');
    expect(first).toMatch(/a\.yaml:3:26 error respond\.faults: .+Did you mean "stall"\?/);
    expect(second).toMatch(/a\.yaml:6:39 error respond\.sequence\[0\]\.faults\[1\]: /);
    expect(rest).toEqual(['1 file, 2 stubs, 2 errors, 0 warnings']);
  });

  test('finds nothing odd in any kind of reply that is right', async () => {
    const folder = folderWith({
      'a.yaml': `stubs:
  - when: { nth: 1, dialect: [anthropic, openrouter, llm-router] }
    respond:
      content:
        - { type: thinking, thinking: Let me see. }
        - { type: redacted_thinking }
        - Searching.
        - { type: server_tool_use, name: web_search, input: { query: weather } }
        - type: web_search_tool_result
          content: [{ url: "https://example.com", title: Weather }]
        - { type: tool_use, name: search, input: { query: weather } }
  - when: { nth: 2 }
    respond: { text: I cannot help with that., stop_reason: refusal }
  - when: { nth: 3 }
    respond: { text: Cut, stop_sequence: STOP, usage: { input_tokens: 5 } }
  - when: { nth: 4 }
    respond: { content: [] }
  - respond: { error: overloaded }
`,
    });
    expect(await check(folder)).toEqual({ code: 0, out: '1 file, 5 stubs, 0 errors, 0 warnings', errors: '' });
  });
});
