import { describe, expect, test } from 'vitest';
import { hasErrors, problemText, stubPathText } from '../../../src/stubs/files/located-problem.ts';
import { parseStubText } from '../../../src/stubs/files/parse-stub-text.ts';

describe('a problem in a stub file', () => {
  test('prints with file, line, column, severity, place and message', () => {
    const problem = {
      file: 'stubs/a.yaml',
      line: 4,
      column: 11,
      at: 'when.text',
      message: 'Oh.',
      severity: 'error',
    } as const;
    expect(problemText(problem)).toBe('stubs/a.yaml:4:11 error when.text: Oh.');
    expect(problemText({ ...problem, at: '' })).toBe('stubs/a.yaml:4:11 error Oh.');
  });

  test('names its place from the stub on, wherever the stub came from', () => {
    for (const before of [['stubs', 3], [3], []]) {
      expect(stubPathText([...before, 'respond', 'content', 0, 'type'])).toBe('respond.content[0].type');
    }
    expect(stubPathText(['when', 'jsonPath', '$.a b'])).toBe('when.jsonPath["$.a b"]');
    expect(stubPathText(['stubs'])).toBe('stubs');
    expect(stubPathText([])).toBe('');
  });

  test('is an error, or it is not', () => {
    expect(hasErrors([{ severity: 'warning' }])).toBe(false);
    expect(hasErrors([{ severity: 'warning' }, { severity: 'error' }])).toBe(true);
  });
});

describe('the place of a problem', () => {
  const placesIn = (text: string, file = 'a.yaml') =>
    parseStubText(text, file).problems.map(({ line, column, at }) => `${line}:${column} ${at}`);

  test('is the key that is wrong, in block and in flow style', () => {
    expect(placesIn('stubs:\n  - respond:\n      text: 1\n')).toEqual(['3:7 respond.text']);
    expect(placesIn('{stubs: [{respond: {"text": 1}}]}')).toEqual(['1:21 respond.text']);
  });

  test('is what a merge key or an alias brings in, where it is written', () => {
    expect(placesIn('stubs:\n  - &a\n    respond: { txt: Hi }\n  - *a\n')).toEqual([
      '3:16 respond.txt',
      '3:16 respond.txt',
    ]);
    expect(placesIn('stubs:\n  - respond: { <<: { txt: Hi } }\n')).toEqual(['2:5 respond.txt']);
  });

  test('counts lines that end as on Windows, and letters beyond the basic plane as editors do', () => {
    expect(placesIn('stubs:\r\n  - name: "😀"\r\n    respond: { txt: Hi }\r\n')).toEqual(['3:16 respond.txt']);
    expect(placesIn('stubs: [{ name: "😀", respond: { txt: Hi } }]')).toEqual(['1:34 respond.txt']);
  });

  test('is found in JSON that is indented with tabs', () => {
    expect(placesIn('{\n\t"stubs": [\n\t\t{ "respond": { "txt": "Hi" } }\n\t]\n}', 'a.json')).toEqual([
      '3:18 respond.txt',
    ]);
  });

  test('of keys that look like numbers or like what every object has is found as well', () => {
    const text = 'stubs:\n  - respond: { text: Hi }\n    1: x\n    __proto__: { times: 2 }\n    constructor: y\n';
    expect(placesIn(text)).toEqual(['3:5 1', '4:5 __proto__', '5:5 constructor']);
  });
});
