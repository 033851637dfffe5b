/** Tasks of protocols that the field knows by another id; all others are called the same there. */
const FIELD_ID: Readonly<Record<string, string>> = {
  'causal-language-modelling': 'text-generation',
  // A canary is text that a model goes on with more readily than it should.
  'canary-exposure': 'text-generation',
  'audio-frame-classification': 'voice-activity-detection',
};

/** The field's id of what a protocol asks. */
export function fieldTaskOf(protocolTaskId: string): string {
  return FIELD_ID[protocolTaskId] ?? protocolTaskId;
}
