import {
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { costOf } from '../limits.ts';
import type { RequestContext } from '../request-context.ts';
import { compilableIn } from './compilable.ts';
import { Recent } from './recent.ts';

/** Compiling costs as much as some hundred executions: a question asked once or twice is not worth it. */
const HITS_TO_COMPILE = 3;

/** A compiled question holds about 200 KiB of code, a hostile one six times that. */
const COMPILED_MAX = 50;
const COUNTED_MAX = 1000;

export interface Question {
  readonly document: DocumentNode;
  /** Of the document's text: equal hashes are equal documents. */
  readonly queryHash: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: RequestContext;
  /** Whether the answer tells how long each field took, which compiled code does not know. */
  readonly isTraced?: boolean;
}

type Compiled = (
  root: undefined,
  context: RequestContext,
  variables: Question['variables'],
) => ExecutionResult | Promise<ExecutionResult>;

export interface Execution {
  answer(question: Question): Promise<ExecutionResult>;
  /** The answer of compiled code, where there is some and nothing goes wrong; null leaves the question to `answer`. */
  answerCompiled(question: Omit<Question, 'document'>): Promise<ExecutionResult | null>;
  /** How many questions each way answered so far. */
  readonly answered: { readonly compiled: number; readonly interpreted: number };
}

/**
 * Answers validated questions: those asked again and again by compiled code, all others by graphql's own execute.
 * What goes wrong in compiled code is asked again there, so every error is graphql's; queries change nothing.
 * Apollo puts itself around every resolver of a schema at the first trace, for good: traced questions have their own.
 */
export function openExecution(schema: GraphQLSchema, traced = schema): Execution {
  const compiled = new Recent<Compiled>(COMPILED_MAX);
  const hot = hotQuestions();
  const compile = compilerOf(schema);
  const answered = { compiled: 0, interpreted: 0 };
  return {
    answered,
    async answerCompiled(question) {
      const run = compiled.get(keyOf(question));
      const result = run ? await attempt(run, question) : null;
      if (!result || result.errors) return null;
      answered.compiled += 1;
      return result;
    },
    async answer(question) {
      if (question.isTraced) {
        answered.interpreted += 1;
        // A trace alone: routers read no cost.
        return interpret(traced, question);
      }
      const key = keyOf(question);
      const run = compiled.get(key);
      const fast = run && (await attempt(run, question));
      if (fast && !fast.errors) {
        answered.compiled += 1;
        return fast;
      }
      answered.interpreted += 1;
      const result = await interpret(schema, question);
      if (run && !result.errors) {
        // Only the code was wrong.
        compiled.delete(key);
        hot.giveUp(key);
      } else if (!run && hot.isHot(key)) {
        const made = compile(question);
        if (made) compiled.set(key, made);
        else hot.giveUp(key);
      }
      return { ...result, ...extensionsOf(question) };
    },
  };
}

/** What every answer tells beside its data: the cost of what was asked. */
function extensionsOf({ document, operationName }: Question): Pick<ExecutionResult, 'extensions'> {
  const cost = costOf(getOperationAST(document, operationName));
  return cost ? { extensions: { cost } } : {};
}

function keyOf({ queryHash, operationName }: Omit<Question, 'document'>): string {
  return `${queryHash} ${operationName ?? ''}`;
}

function hotQuestions() {
  const hits = new Recent<number>(COUNTED_MAX);
  return {
    /** Every third time, so that what was compiled and pushed out is not compiled again at once. */
    isHot(key: string): boolean {
      const count = (hits.get(key) ?? 0) + 1;
      hits.set(key, count);
      return count % HITS_TO_COMPILE === 0;
    },
    giveUp(key: string): void {
      hits.set(key, NaN);
    },
  };
}

function compilerOf(schema: GraphQLSchema): (question: Question) => Compiled | null {
  const isCompilable = compilableIn(schema);
  return (question) => {
    const { document, operationName } = question;
    const operation = getOperationAST(document, operationName);
    if (!operation || !isCompilable(document, operation)) return null;
    const options = { disablingCapturingStackErrors: true };
    const made = compileQuery(schema, document, operationName ?? undefined, options);
    if (!isCompiledQuery(made)) return null;
    const run = made.query as Compiled;
    const toldWith = extensionsOf(question);
    return async (...asked) => ({ ...(await run(...asked)), ...toldWith });
  };
}

async function attempt(
  run: Compiled,
  { context, variables }: Omit<Question, 'document'>,
): Promise<ExecutionResult | null> {
  try {
    return await run(undefined, context, variables ?? {});
  } catch {
    return null;
  }
}

async function interpret(schema: GraphQLSchema, question: Question): Promise<ExecutionResult> {
  const { document, operationName, variables, context } = question;
  return execute({
    schema,
    document,
    contextValue: context,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
}
