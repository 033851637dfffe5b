import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { inspectArtifact } from '../inspect.ts';

const inspect = (path: string, content: string) => inspectArtifact(path, bytesOf(Buffer.from(content)));

describe('config.json', () => {
  test('tells the family and the dimensions under one name each', async () => {
    const llama = {
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      hidden_size: 4096,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      vocab_size: 128_256,
      rope_theta: 500_000.0,
      bos_token_id: 128_000,
      torch_dtype: 'bfloat16',
      transformers_version: '4.43.0',
    };
    expect((await inspect('config.json', JSON.stringify(llama))).architecture).toEqual({
      family: 'LlamaForCausalLM',
      dimensions: {
        hidden_size: 4096,
        num_hidden_layers: 32,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        vocab_size: 128_256,
      },
      inputs: [],
      outputs: [],
      opHistogram: {},
      opsets: [],
      producer: 'transformers 4.43.0',
      irVersion: 0,
    });
  });

  test.each([
    [{ model_type: 'gpt2', n_embd: 768, n_layer: 12 }, 'gpt2', { hidden_size: 768, num_hidden_layers: 12 }],
    [{ d_model: 5, hidden_size: 6 }, null, { hidden_size: 6 }],
    [{ model_type: 'x', text_config: { hidden_size: 7 } }, 'x', { hidden_size: 7 }],
    [{ _class_name: 'UNet2DConditionModel' }, 'UNet2DConditionModel', {}],
    [{ architectures: [], model_type: 'bert', hidden_size: -1, vocab_size: 1.5 }, 'bert', {}],
  ])('%j', async (config, family, dimensions) => {
    expect((await inspect('config.json', JSON.stringify(config))).architecture).toMatchObject({
      family,
      dimensions,
    });
    expect((await inspect('config.json', JSON.stringify(config))).architecture?.dimensions).toEqual(
      dimensions,
    );
  });

  test.each(['{}', '[]', '{"license":"mit"}', '"text"'])('%s names no network', async (text) => {
    expect((await inspect('config.json', text)).architecture).toBeNull();
  });
});

describe('a chat template', () => {
  const text = "{% for m in messages %}{{ m['content'] }}{% endfor %}";

  test.each([
    ['tokenizer_config.json', JSON.stringify({ chat_template: text }), 'default'],
    ['chat_template.json', JSON.stringify({ chat_template: text }), 'default'],
    ['tokenizer_config.json', JSON.stringify({ chat_template: [{ name: 'rag', template: text }] }), 'rag'],
    ['chat_template.jinja', text, 'default'],
    ['additional_chat_templates/tool_use.jinja', text, 'tool_use'],
  ])('of %s is kept as text with its digest', async (path, content, name) => {
    expect(await inspect(path, content)).toMatchObject({
      state: 'VERIFIED',
      chatTemplates: [{ name, text, digest: digestOf(text) }],
      findings: [],
    });
  });

  test('of another shape is none', async () => {
    for (const given of [7, null, {}, [1, { name: 'a' }, { template: 'b' }]])
      expect(
        (await inspect('tokenizer_config.json', JSON.stringify({ chat_template: given }))).chatTemplates,
      ).toEqual([]);
  });

  test('that reaches for Python is flagged and stays data', async () => {
    const { state, findings } = await inspect('chat_template.jinja', 'a\n{{ messages.__class__ }}');
    expect(state).toBe('VERIFIED');
    expect(findings).toMatchObject([
      {
        rule: 'CHECKPOINT_TEMPLATE_ATTRIBUTE',
        severity: 'WARNING',
        received: 'line 2: a {{ messages.__class__ }}',
      },
    ]);
  });
});

describe('tokenizer.json', () => {
  test.each([
    ['{"a":0,"b, }":1}', '{"type":"WordPiece","vocab":VOCAB}', 'WordPiece', 2],
    ['[["<unk>",0.0],["\\"a",-1.5],["]",-2]]', '{"type":"Unigram","unk_id":0,"vocab":VOCAB}', 'Unigram', 3],
    ['{"a":0}', '{"vocab":VOCAB,"merges":["a b"]}', 'BPE', 1],
    ['{}', '{"vocab":VOCAB}', 'unknown', 0],
    ['"no list"', '{"type":"BPE","vocab":VOCAB}', 'BPE', null],
  ])('with the vocabulary %s', async (vocabulary, model, kind, vocabularySize) => {
    const file = `{"version":"1.0",\n "added_tokens":[{"id":0}], "model" : ${model.replace('VOCAB', vocabulary)} }`;
    expect(await inspect('tokenizer.json', file)).toMatchObject({
      tokenizer: { kind, vocabularySize, digest: digestOf(vocabulary) },
      findings: [],
    });
  });

  test.each(['{}', '{"model":7}', '{"model":{"type":"BPE"}}'])('%s has no vocabulary', async (text) => {
    expect(await inspect('tokenizer.json', text)).toMatchObject({ tokenizer: null, findings: [] });
  });

  test.each([
    '[]',
    '{',
    '{"model"',
    '{"model":}',
    '{"model":{"vocab":{"a"}}',
    '{"model":{"vocab":{"a":1,}}',
    '{"model":{"vocab":["a" "b"]}}',
    '{"model":{"vocab":{"a":"\\"}}',
    '{"model":{}} trailing',
    '{model:1}',
    '{"\\x":1}',
    '',
    ' '.repeat(100),
    '['.repeat(100_000),
  ])('that is not well formed is noted and stays data: %s', async (text) => {
    expect(await inspect('tokenizer.json', text)).toMatchObject({
      state: 'VERIFIED',
      tokenizer: null,
      findings: [{ rule: 'CHECKPOINT_JSON_UNREADABLE' }],
    });
  });

  test('of 128,000 entries is skimmed', async () => {
    const entries = Array.from({ length: 128_000 }, (_, i) => `"Ġtoken${i}":${i}`);
    const { tokenizer, findings } = await inspect(
      'tokenizer.json',
      `{"model":{"type":"BPE","vocab":{${entries.join(',')}}}}`,
    );
    expect(tokenizer?.vocabularySize).toBe(128_000);
    expect(findings).toEqual([]);
  });
});
