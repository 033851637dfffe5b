import { isObjectType, type GraphQLObjectType } from 'graphql';
import { servedSchema } from '../../src/graphql/schema.ts';

const FILE = 'src/graphql/generated/plain-fields.ts';

const HEAD = `/* Generated from the served schema by npm run generate: every field without a resolver of its own. */
import type { ResolversParentTypes } from './schema-types.ts';

/*
 * Compiled questions read such a field as it stands: a function is not called, a promise not awaited, and what a
 * parent lacks is null. So the type checker refuses all three here, and asks for a resolver.
 */
type PlainOf<Parent> = {
  [Field in keyof Parent]-?: Extract<Parent[Field], PromiseLike<unknown> | CallableFunction> extends never
    ? Field
    : never;
}[keyof Parent];
type Plain<
  Type extends keyof ResolversParentTypes,
  Field extends PlainOf<ResolversParentTypes[Type]>,
> = Field;

export interface PlainFields {
`;

/** A list that holds only while the parents' types have what is read from them. */
export async function plainFields(): Promise<Map<string, string>> {
  const types = Object.values((await servedSchema()).getTypeMap()).filter(isObjectType);
  const lines = types.filter((type) => !type.name.startsWith('_')).flatMap(lineOf);
  return new Map([[FILE, `${HEAD}${lines.join('')}}\n`]]);
}

function lineOf(type: GraphQLObjectType): string[] {
  const fields = Object.values(type.getFields()).filter((field) => !field.resolve);
  if (fields.length === 0) return [];
  const names = fields.map((field) => `'${field.name}'`).join(' | ');
  return [`  readonly ${type.name}: Plain<'${type.name}', ${names}>;\n`];
}
