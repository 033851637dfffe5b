export declare const ASKED: unique symbol;

/** The text of one operation, which knows at compile time what it takes and what it answers. */
export type TypedDocument<Answer, Variables> = string & {
  readonly [ASKED]: (variables: Variables) => Answer;
};

/** What is passed along with it: the variables, unless it takes none. */
export type Asked<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, signal?: AbortSignal]
    : [variables: Variables, signal?: AbortSignal];

/** What a mutation answers unless it refuses. */
export type Accepted<Answer> = Exclude<Answer[keyof Answer], { readonly __typename: `${string}Refusal` }>;
