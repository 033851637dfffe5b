import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { mergedSchema, mergedSdl } from '../../../src/graphql/sdl.ts';
import { accessOf } from '../access-table.ts';
import { weightOf } from '../cost-table.ts';
import { page, table } from './markdown.ts';

const ROOTS = ['Query', 'Mutation'];

/** Every type and field of the merged SDL with its description, roots first. */
export async function graphqlReference(): Promise<string> {
  const schema = await mergedSchema();
  const types = await ownTypes(schema);
  const sections = [
    ...ROOTS.map((name) => rootSection(schema, name)),
    ...GROUPS.map(([title, isIn]) => groupSection(title, types.filter(isIn))),
  ];
  return page('GraphQL', 'schema/*.graphql', [
    'One schema at `POST /graphql`; how to use it is told in [the API guide](../guides/api.md). The scope is what a token must have; PUBLIC needs no token.',
    ...sections,
  ]);
}

// What Apollo Federation adds to every schema is its own to document.
async function ownTypes(schema: GraphQLSchema): Promise<readonly GraphQLNamedType[]> {
  const names = (await mergedSdl()).definitions.flatMap((node) =>
    'name' in node && node.name && node.kind !== 'DirectiveDefinition' ? [node.name.value] : [],
  );
  return [...new Set(names)]
    .filter((name) => !ROOTS.includes(name) && !name.startsWith('_'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => schema.getType(name))
    .filter((type) => type !== undefined);
}

type Group = readonly [title: string, isIn: (type: GraphQLNamedType) => boolean];
const GROUPS: readonly Group[] = [
  ['Types', isObjectType],
  ['Interfaces', isInterfaceType],
  ['Unions', isUnionType],
  ['Inputs', isInputObjectType],
  ['Enums', isEnumType],
  ['Scalars', isScalarType],
];

function groupSection(title: string, types: readonly GraphQLNamedType[]): string {
  return [`## ${title}`, ...types.map(typeSection)].join('\n\n');
}

function rootSection(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no ${name}`);
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith('_'));
  const rows = fields.map((field) => {
    const access = accessOf(field);
    const right = [access?.scope, access?.role && `role ${access.role}`].filter(Boolean).join(', ');
    return [`\`${signature(field)}\``, right, describe(field)];
  });
  return `## ${name}\n\n${table(['field', 'scope', ''], rows)}`;
}

function typeSection(type: GraphQLNamedType): string {
  const blocks = [`### ${type.name}`, type.description ?? '', bodyOf(type)];
  return blocks.filter(Boolean).join('\n\n');
}

function bodyOf(type: GraphQLNamedType): string {
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    const fields = Object.values(type.getFields()) as readonly (
      | GraphQLField<unknown, unknown>
      | GraphQLInputField
    )[];
    return table(
      ['field', ''],
      fields.map((field) => [`\`${signature(field)}\``, describe(field)]),
    );
  }
  if (isUnionType(type))
    return type
      .getTypes()
      .map(({ name }) => `\`${name}\``)
      .join(', ');
  if (!isEnumType(type)) return '';
  return table(
    ['value', ''],
    type.getValues().map(({ name, description }) => [`\`${name}\``, flat(description)]),
  );
}

function signature(field: GraphQLField<unknown, unknown> | GraphQLInputField): string {
  const parameters =
    'args' in field && field.args.length > 0 ? `(${field.args.map(parameter).join(', ')})` : '';
  return `${field.name}${parameters}: ${String(field.type)}${'args' in field ? '' : defaultOf(field)}`;
}

function parameter(argument: GraphQLArgument): string {
  return `${argument.name}: ${String(argument.type)}${defaultOf(argument)}`;
}

function defaultOf({ astNode }: GraphQLArgument | GraphQLInputField): string {
  const value = astNode?.defaultValue;
  if (!value) return '';
  return ` = ${print(value)}`;
}

function describe(field: GraphQLField<unknown, unknown> | GraphQLInputField): string {
  const weight = 'args' in field ? weightOf(field) : null;
  const cost = weight === null ? '' : `Cost: ${weight.toLocaleString('en')}.`;
  return [flat(field.description), cost].filter(Boolean).join(' ');
}

function flat(text: string | null | undefined): string {
  return text?.replaceAll('\n', ' ') ?? '';
}
