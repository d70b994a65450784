import { describe, expect, test } from 'vitest';
import { drillJunit } from '../../src/cli/drill-junit.ts';
import { drillMarkdown } from '../../src/cli/drill-markdown.ts';
import { drillMatrix } from '../../src/cli/drill-matrix.ts';
import type { DrillReport } from '../../src/cli/drill-report.ts';
import type { DrillRun } from '../../src/cli/drill-run.ts';

function run(name: string, more: Partial<DrillRun> = {}): DrillRun {
  const basis = {
    faults: [name],
    outcome: 'survived',
    exit: 0,
    requests: 1,
    milliseconds: 1234,
    remark: '',
    output: '',
  };
  return { name, ...basis, verdicts: [], remark: '', output: '', ...more } as DrillRun;
}

function report(...runs: DrillRun[]): DrillReport {
  return { command: ['npm', 'test'], seed: 's', plan: [], clean: run('(none)', { faults: null }), runs };
}

const HUNG = run('hang(after=headers)', { outcome: 'hung', exit: null, requests: 12, milliseconds: 60_012 });
const verdict = (name: string, severity: 'fault' | 'info') => ({ name, severity, message: '', mend: '', evidence: [] });
const VERDICTS = [verdict('cut-accepted', 'fault'), verdict('slow', 'info'), verdict('cut-accepted', 'fault')];
const PASSED = run('no-stop', {
  outcome: 'wrongly passed',
  verdicts: VERDICTS,
  remark: 'the reply ends without message_stop',
});

describe('the matrix', () => {
  test('has a line for each run, and counts them', () => {
    expect(drillMatrix(report(run('bom', { output: 'fine' }), HUNG, PASSED), false).split('\n')).toEqual([
      'fault                outcome         exit  requests    time  verdicts            remark',
      '(none)               survived           0         1   1.2 s',
      'bom                  survived           0         1   1.2 s',
      'hang(after=headers)  hung               -        12  60.0 s',
      'no-stop              wrongly passed     0         1   1.2 s  cut-accepted, slow  the reply ends without message_stop',
      '',
      '3 faults: 1 survived, 1 hung, 1 wrongly passed',
    ]);
  });

  test('shows the last 20 lines of what went wrong; all of every run when told to be verbose', () => {
    const output = `${Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n')}\n\n`;
    const given = report(run('bom', { output: 'fine\n' }), run('reset', { outcome: 'failed', exit: 1, output }));
    const short = drillMatrix(given, false).split('\n');
    expect(short.slice(5, 7)).toEqual(['--- reset: failed', 'line 11']);
    expect(short).toContain('line 30');
    expect(short).not.toContain('fine');
    const long = drillMatrix(given, true).split('\n');
    expect(long).toEqual(expect.arrayContaining(['--- bom: survived', 'fine', 'line 1', 'line 30']));
  });
});

describe('the table in Markdown', () => {
  test('has the rows of the matrix, and its counts', () => {
    expect(drillMarkdown(report(run('bom', { output: 'fine' }), HUNG, PASSED)).split('\n')).toEqual([
      '| fault | outcome | exit | requests | time | verdicts | remark |',
      '| --- | --- | --: | --: | --: | --- | --- |',
      '| (none) | survived | 0 | 1 | 1.2 s |  |  |',
      '| bom | survived | 0 | 1 | 1.2 s |  |  |',
      '| hang(after=headers) | hung | - | 12 | 60.0 s |  |  |',
      '| no-stop | wrongly passed | 0 | 1 | 1.2 s | cut-accepted, slow | the reply ends without message_stop |',
      '',
      '3 faults: 1 survived, 1 hung, 1 wrongly passed',
    ]);
  });

  test('shows names as they are, and each in its cell', () => {
    const name = 'a | b\n<i> `c` *d* [e](f) \\ __init__ rate_limit &amp;';
    expect(drillMarkdown(report(run(name))).split('\n')[3]).toBe(
      '| a \\| b \\<i> \\`c\\` \\*d\\* \\[e\\](f) \\\\ \\_\\_init\\_\\_ rate_limit \\&amp; | survived | 0 | 1 | 1.2 s |  |  |',
    );
  });
});

describe("JUnit's XML", () => {
  test('has a case for each fault, which fails where it was not survived', () => {
    expect(drillJunit(report(run('error(message="<&>")'), HUNG, PASSED)).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites tests="3" failures="2" errors="0" time="62.480">',
      '  <testsuite name="stuntdouble drill" tests="3" failures="2" errors="0" time="62.480">',
      '    <testcase classname="stuntdouble.drill" name="error(message=&quot;&lt;&amp;&gt;&quot;)" time="1.234"/>',
      '    <testcase classname="stuntdouble.drill" name="hang(after=headers)" time="60.012">',
      '      <failure type="hung" message="hung; killed; requests: 12"></failure>',
      '    </testcase>',
      '    <testcase classname="stuntdouble.drill" name="no-stop" time="1.234">',
      '      <failure type="wrongly passed" message="wrongly passed; exit 0; requests: 1; the reply ends without message_stop"></failure>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
    ]);
  });

  test('holds nothing that XML cannot hold, whatever a command wrote', () => {
    const output = '\u001b[31m]]> \u0000 \ud800 <b> & \ufffe 😀';
    const xml = drillJunit(report(run('bom', { outcome: 'failed', exit: 1, output })));
    expect(xml).toContain('>\ufffd[31m]]&gt; \ufffd \ufffd &lt;b&gt; &amp; \ufffd 😀</failure>');
  });
});
