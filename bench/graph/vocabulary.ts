/*
 * Words as the Hub's listing has them, most frequent first.
 */
export const owners = [
  'aurora-ai',
  'deepforge',
  'tensor-guild',
  'openlm',
  'nordic-nlp',
  'quantworks',
  'acme',
  'mergelab',
];
export const families = [
  'Llama',
  'Qwen',
  'Mistral',
  'Gemma',
  'Phi',
  'Falcon',
  'Bloom',
  'Yi',
  'Granite',
  'Orca',
];
export const sizes = ['7B', '8B', '1.5B', '0.5B', '3B', '13B', '70B', '32B', '400M'];
export const flavors = [
  'Instruct',
  'chat',
  'base',
  'coder',
  'math',
  'vision',
  'dpo',
  'sft',
  'long',
  'roleplay',
];

/** As the Hub's cards write them, and as a checkpoint's row does: SPDX, a reference, or nothing. */
export const licenses: Readonly<Record<string, string | null>> = {
  'apache-2.0': 'Apache-2.0',
  mit: 'MIT',
  other: null,
  'llama3.1': 'LicenseRef-llama3.1',
  'cc-by-nc-4.0': 'CC-BY-NC-4.0',
  gemma: 'LicenseRef-gemma',
  'cc-by-4.0': 'CC-BY-4.0',
  openrail: 'LicenseRef-openrail',
  'bigscience-bloom-rail-1.0': 'LicenseRef-bigscience-bloom-rail-1.0',
  'gpl-3.0': 'GPL-3.0-only',
  unknown: null,
};
export const tasks = [
  'text-generation',
  'text-classification',
  'text-to-image',
  'feature-extraction',
  'automatic-speech-recognition',
  'image-classification',
  'token-classification',
  'sentence-similarity',
  'reinforcement-learning',
  'translation',
];
export const languages = ['en', 'zh', 'es', 'fr', 'de', 'ja', 'ko', 'ru', 'pt', 'it', 'hi', 'ar', 'tr', 'vi'];
export const datasets = [
  'HuggingFaceH4/ultrachat_200k',
  'tatsu-lab/alpaca',
  'Open-Orca/OpenOrca',
  'fka/awesome-chatgpt-prompts',
  'databricks/databricks-dolly-15k',
];
export const types = ['llama', 'qwen2', 'mistral', 'gemma2', 'phi3', 'falcon', 'bloom', 'bert', 'gpt2'];
export const architectures: Readonly<Record<string, string>> = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  mistral: 'MistralForCausalLM',
  gemma2: 'Gemma2ForCausalLM',
  phi3: 'Phi3ForCausalLM',
  falcon: 'FalconForCausalLM',
  bloom: 'BloomForCausalLM',
  bert: 'BertForSequenceClassification',
  gpt2: 'GPT2LMHeadModel',
};
