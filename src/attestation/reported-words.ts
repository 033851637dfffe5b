/** How whoever measured stands to whoever made the model, by their own word. */
export const RELATIONSHIPS = ['FIRST_PARTY', 'THIRD_PARTY', 'COLLABORATIVE', 'OTHER'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];
