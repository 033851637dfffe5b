import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { isDigest } from '../base/digest.ts';

export const Digest = new GraphQLScalarType<string, string>({
  name: 'Digest',
  serialize: String,
  parseValue(value) {
    if (isDigest(value)) return value;
    throw wrong('sha256: and 64 lower-case hex digits', value);
  },
});

// Up to 2^53-1 a JSON number is exact, so no client needs to parse strings.
export const BigIntScalar = new GraphQLScalarType<number, number>({
  name: 'BigInt',
  serialize: (value) => Number(value),
  parseValue(value) {
    if (Number.isSafeInteger(value)) return value as number;
    throw wrong('a whole number of at most 2^53-1', value);
  },
  parseLiteral(ast) {
    const value = ast.kind === 'IntValue' ? Number(ast.value) : NaN;
    if (Number.isSafeInteger(value)) return value;
    throw wrong('a whole number of at most 2^53-1', 'value' in ast ? ast.value : ast.kind);
  },
});

export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => new Date(value as Date | string).toISOString(),
  parseValue(value) {
    const date = new Date(typeof value === 'string' ? value : NaN);
    if (!Number.isNaN(date.getTime())) return date;
    throw wrong('an ISO 8601 date and time', value);
  },
});

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (ast, variables) => valueFromASTUntyped(ast, variables),
});

function wrong(expected: string, received: unknown): GraphQLError {
  return new GraphQLError(`expected ${expected}, received ${JSON.stringify(received)?.slice(0, 100)}`, {
    extensions: { code: 'GRAPHQL_VALUE_INVALID' },
  });
}
