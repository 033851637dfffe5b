declare const ASKED: unique symbol;

/** The text of one question, which knows at compile time what it takes and what it answers. */
export type TypedDocument<Answer, Variables> = string & {
  readonly [ASKED]: (variables: Variables) => Answer;
};
