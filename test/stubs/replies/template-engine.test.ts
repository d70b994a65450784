import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../../src/stubs/replies/template-engine.ts';
import { FILTERS } from '../../../src/stubs/replies/template-filters.ts';
import { VALUES } from '../../../src/stubs/replies/template-scope.ts';

describe('a template is checked when a stub is taken in', () => {
  test.each([
    'no template',
    '{{ text }}',
    '{{ request.a.b["c"][0] | default: model | json }}',
    '{{ "{{" }}',
    '}} % }',
    ...VALUES.map(({ name }) => `{{ ${name} }}`),
    ...FILTERS.map(({ name }) => `{{ text | ${name} }}`),
  ])('%s is fine', (template) => {
    expect(checkTemplate(template)).toBeUndefined();
  });

  test.each([
    ['{% if text %}', /no tags/],
    ['{% raw %}{{ text }}{% endraw %}', /no tags/],
    ['{% include "/etc/passwd" %}', /no tags/],
    ['{%- assign a = 1 -%}', /no tags/],
    ['100 {% off', /no tags/],
    ['{{ text', /not closed/],
    ['{{ }}', /invalid value/i],
    ['{{ text | nope }}', /no filter "nope".*default/],
    ['{{ text | append: text }}', /no filter "append"/],
    ['{{ reqest.model }}', /no value "reqest".*request/],
    ['{{ constructor }}', /no value "constructor"/],
    ['{{ text | default: usr }}', /no value "usr"/],
    ['{{ request[key] }}', /no value "key"/],
    [`{{ text }}${' '.repeat(1_000_001)}`, /limit/i],
  ])('%.40s is not', (template, problem) => {
    expect(checkTemplate(template)).toMatch(problem);
  });

  test('every filter but those of the list is unknown', () => {
    for (const name of [
      'append',
      'where',
      'sort',
      'concat',
      'map',
      'raw',
      'replace',
      'split',
      'base64_encode',
      'times',
    ]) {
      expect(checkTemplate(`{{ text | ${name} }}`)).toMatch(/no filter/);
    }
  });
});
