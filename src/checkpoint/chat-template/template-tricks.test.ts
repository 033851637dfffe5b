import { describe, expect, test } from 'vitest';
import { jinjaTokens } from './jinja-tokens.ts';
import { templateTricks } from './template-tricks.ts';

// Whole attacks and whole usual templates are in the drill T34; here the borders between them.

describe('a trick', () => {
  test.each([
    ['{{ x._y }}', 'underscore'],
    ["{{ x['_y'] }}", 'underscore'],
    ['{{ __x }}', 'two underscores'],
    ["{{ 'ss__' ~ x }}", 'piece'],
    ["{{ x | map(attribute='a._b') }}", 'underscore'],
    ["{{ '%c' | format(95) }}", 'format'],
    ["{{ x | format('a') }}", 'format'],
    ["{{ '{0[a]}'.format(x) }}", 'format'],
    ['{{ x | list | string | first }}', 'characters'],
    ['{{ namespace.x }}', 'global'],
    ['{{ joiner["x"] }}', 'global'],
    ['{%+ include x %}', 'another file'],
    ['{%- raw -%}{%- endraw -%}', 'raw'],
    ['{{ range(100_001) }}', 'without end'],
    ['{{ 9 ** 9 }}', 'without end'],
  ])('%s', (template, what) => {
    const found = templateTricks(template);
    expect(found.map((trick) => trick.what).join()).toContain(what);
  });

  test.each([
    'import os; x.__class__',
    '{# x.__class__ #}',
    '{% raw %}'.replace('raw', 'set a = 1'),
    "{{ x['y_z'] }}",
    "{{ x | replace('_', ' ') }}",
    "{{ '__start__' + x }}",
    "{{ '{}'.format(x) }}",
    "{{ '%s' | format(x) }}",
    '{{ x | list | string }}',
    '{% set ns = namespace(a=1) %}{{ ns.a }}',
    "{% set sep = joiner(', ') %}{{ sep() }}",
    '{{ loop.index0 ~ loop.cycle(1, 2) }}',
    '{{ include }}{{ message.system }}{{ system_message }}',
    String.raw`{{ 'a\n\'b\' "c" \\' }}`,
    '{{ range(100) }}{{ 2024 }}',
    '{{ {"a": {"b": 1}}["a"] }}',
  ])('is not in %s', (template) => {
    expect(templateTricks(template)).toEqual([]);
  });

  test('is told with its line and what stands around it, once a line and twenty at most', () => {
    expect(templateTricks('a\n\n{{ x.__class__ }} and {{ y.__mro__ }}')).toEqual([
      expect.objectContaining({ line: 3, excerpt: expect.stringContaining('x.__class__') }),
    ]);
    expect(templateTricks('{{ x.__class__ }}\n'.repeat(50))).toHaveLength(20);
  });
});

describe('the tokens', () => {
  const texts = (template: string) => jinjaTokens(template).map(({ text }) => text);

  test('are those of the code alone', () => {
    expect(texts('a {{- b.c|d(1, "e") -}} f {% if g %}')).toEqual(
      ['{{', '-', 'b', '.', 'c', '|', 'd', '(', '1', ',', 'e', ')', '-}}'].concat(['{%', 'if', 'g', '%}']),
    );
  });

  test('end where Jinja would refuse the template', () => {
    expect(texts('{{ a "b }} {{ c }}')).toEqual(['{{', 'a', 'b }} {{ c }}']);
    expect(texts('{# a {{ b }}')).toEqual([]);
    expect(texts('{{ a')).toEqual(['{{', 'a']);
  });

  test('resolve the escapes of strings', () => {
    expect(jinjaTokens(String.raw`{{ "\x5fa\u005f\137\n\"" }}`)[1]).toMatchObject({
      text: '_a__\n"',
      isEscaped: true,
    });
  });
});

test('hostile repeats are read in one pass', () => {
  for (const piece of [
    '{{',
    "{{'",
    '{{ "\\"',
    '{#',
    '{%raw%}',
    '{{ x|string',
    '|a',
    '{{ 9**',
    '{{ "__"',
    '}',
    '\n',
  ])
    templateTricks(`{{ ${piece.repeat(200_000 / piece.length)}`);
});
