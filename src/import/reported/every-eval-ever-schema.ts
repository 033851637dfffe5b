import type { JsonSchema } from './json-schema.ts';

/* oxlint-disable unicorn/no-thenable -- `then` is a word of JSON Schema */
const TEXT: JsonSchema = { type: 'string' };
const NUMBER: JsonSchema = { type: 'number' };
const INTEGER: JsonSchema = { type: 'integer' };
const BOOLEAN: JsonSchema = { type: 'boolean' };
const TEXTS: JsonSchema = { type: 'array', items: TEXT };
const DETAILS: JsonSchema = { type: 'object', additionalProperties: TEXT };

/** The rules of Every Eval Ever 0.3.0, without its descriptions; a test holds them against the schema itself. */
export const EVERY_EVAL_EVER: JsonSchema = {
  type: 'object',
  required: [
    'schema_version',
    'evaluation_id',
    'retrieved_timestamp',
    'source_metadata',
    'model_info',
    'eval_library',
    'evaluation_results',
  ],
  additionalProperties: false,
  properties: {
    schema_version: TEXT,
    evaluation_id: TEXT,
    evaluation_timestamp: TEXT,
    retrieved_timestamp: TEXT,
    source_metadata: {
      type: 'object',
      required: ['source_type', 'source_organization_name', 'evaluator_relationship'],
      properties: {
        source_name: TEXT,
        source_type: { type: 'string', enum: ['documentation', 'evaluation_run'] },
        source_organization_name: TEXT,
        source_organization_url: TEXT,
        source_organization_logo_url: TEXT,
        evaluator_relationship: {
          type: 'string',
          enum: ['first_party', 'third_party', 'collaborative', 'other'],
        },
        additional_details: DETAILS,
      },
    },
    eval_library: {
      type: 'object',
      properties: { name: TEXT, version: TEXT, additional_details: DETAILS },
      required: ['name', 'version'],
    },
    model_info: { $ref: '#/$defs/model_info' },
    evaluation_results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['evaluation_name', 'source_data', 'metric_config', 'score_details'],
        properties: {
          evaluation_result_id: TEXT,
          evaluation_name: TEXT,
          source_data: {
            oneOf: [
              { $ref: '#/$defs/source_data_url' },
              { $ref: '#/$defs/source_data_hf' },
              { $ref: '#/$defs/source_data_private' },
            ],
          },
          evaluation_timestamp: TEXT,
          metric_config: {
            type: 'object',
            required: ['lower_is_better'],
            properties: {
              evaluation_description: TEXT,
              metric_id: TEXT,
              metric_name: TEXT,
              metric_kind: TEXT,
              metric_unit: TEXT,
              metric_parameters: {
                type: 'object',
                additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
              },
              lower_is_better: BOOLEAN,
              score_type: { type: 'string', enum: ['binary', 'continuous', 'levels'] },
              level_names: TEXTS,
              level_metadata: TEXTS,
              has_unknown_level: BOOLEAN,
              min_score: {
                oneOf: [NUMBER, { type: 'string', enum: ['Infinity', '-Infinity'] }, { type: 'null' }],
              },
              max_score: {
                oneOf: [NUMBER, { type: 'string', enum: ['Infinity', '-Infinity'] }, { type: 'null' }],
              },
              llm_scoring: {
                type: 'object',
                required: ['judges', 'input_prompt'],
                properties: {
                  judges: { type: 'array', items: { $ref: '#/$defs/judge_config' }, minItems: 1 },
                  input_prompt: TEXT,
                  aggregation_method: {
                    type: 'string',
                    enum: ['majority_vote', 'average', 'weighted_average', 'median'],
                  },
                  expert_baseline: NUMBER,
                  additional_details: DETAILS,
                },
              },
              additional_details: DETAILS,
            },
            if: { required: ['score_type'], properties: { score_type: { const: 'levels' } } },
            then: { required: ['level_names', 'has_unknown_level'] },
            else: {
              if: { required: ['score_type'], properties: { score_type: { const: 'continuous' } } },
              then: { required: ['min_score', 'max_score'] },
            },
          },
          score_details: {
            type: 'object',
            required: ['score'],
            properties: {
              score: NUMBER,
              details: DETAILS,
              uncertainty: {
                type: 'object',
                properties: {
                  standard_error: {
                    type: 'object',
                    properties: { value: NUMBER, method: TEXT },
                    required: ['value'],
                  },
                  confidence_interval: {
                    type: 'object',
                    properties: {
                      lower: NUMBER,
                      upper: NUMBER,
                      confidence_level: { type: 'number', minimum: 0, maximum: 1 },
                      method: TEXT,
                    },
                    required: ['lower', 'upper'],
                  },
                  standard_deviation: NUMBER,
                  num_samples: INTEGER,
                  num_bootstrap_samples: INTEGER,
                },
              },
            },
          },
          generation_config: {
            type: 'object',
            properties: {
              generation_args: {
                type: 'object',
                properties: {
                  temperature: { type: ['null', 'number'] },
                  top_p: { type: ['null', 'number'] },
                  top_k: { type: ['null', 'number'] },
                  max_tokens: { type: 'integer', minimum: 1 },
                  execution_command: TEXT,
                  reasoning: BOOLEAN,
                  prompt_template: TEXT,
                  agentic_eval_config: {
                    type: 'object',
                    properties: {
                      available_tools: {
                        type: 'array',
                        items: {
                          type: 'object',
                          properties: { name: TEXT, description: TEXT, parameters: DETAILS },
                        },
                      },
                      additional_details: DETAILS,
                    },
                  },
                  eval_plan: { type: 'object', properties: { name: TEXT, steps: TEXTS, config: DETAILS } },
                  eval_limits: {
                    type: 'object',
                    properties: { time_limit: INTEGER, message_limit: INTEGER, token_limit: INTEGER },
                  },
                  sandbox: { type: 'object', properties: { type: TEXT, config: TEXT } },
                  max_attempts: INTEGER,
                  incorrect_attempt_feedback: TEXT,
                },
                additionalProperties: false,
              },
              additional_details: DETAILS,
            },
          },
        },
      },
    },
    detailed_evaluation_results: {
      type: 'object',
      required: ['format', 'file_path'],
      properties: {
        format: { type: 'string', enum: ['jsonl'] },
        file_path: {
          type: 'string',
          pattern:
            '^data/[^/]+/[^/]+/[^/]+/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-4[0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}_samples\\.jsonl$',
        },
        hash_algorithm: { type: 'string', enum: ['sha256', 'md5'] },
        checksum: TEXT,
        total_rows: INTEGER,
        additional_details: DETAILS,
      },
    },
  },
  $defs: {
    judge_config: {
      type: 'object',
      required: ['model_info'],
      properties: {
        model_info: { $ref: '#/$defs/model_info' },
        temperature: NUMBER,
        weight: NUMBER,
        additional_details: DETAILS,
      },
    },
    model_info: {
      type: 'object',
      required: ['name', 'id', 'additional_details'],
      properties: {
        name: TEXT,
        id: TEXT,
        developer: TEXT,
        inference_platform: TEXT,
        inference_engine: { type: 'object', properties: { name: TEXT, version: TEXT } },
        additional_details: {
          type: 'object',
          required: ['deployment_type', 'model_availability'],
          properties: {
            deployment_type: { enum: ['self_deployed', 'externally_managed', 'unknown'] },
            model_availability: { enum: ['open_weights', 'closed_weights', 'unknown'] },
          },
          additionalProperties: TEXT,
        },
      },
    },
    source_data_url: {
      type: 'object',
      required: ['dataset_name', 'source_type', 'url'],
      properties: {
        dataset_name: TEXT,
        source_type: { const: 'url' },
        url: { type: 'array', items: TEXT, minItems: 1 },
        additional_details: DETAILS,
      },
    },
    source_data_hf: {
      type: 'object',
      required: ['dataset_name', 'source_type'],
      properties: {
        dataset_name: TEXT,
        source_type: { const: 'hf_dataset' },
        hf_repo: TEXT,
        hf_split: TEXT,
        samples_number: INTEGER,
        sample_ids: TEXTS,
        additional_details: DETAILS,
      },
    },
    source_data_private: {
      type: 'object',
      required: ['dataset_name', 'source_type'],
      properties: { dataset_name: TEXT, source_type: { const: 'other' }, additional_details: DETAILS },
    },
  },
};
