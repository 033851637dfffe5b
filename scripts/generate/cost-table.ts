import { isObjectType, type GraphQLField } from 'graphql';
import { mergedSchema } from '../../src/graphql/sdl.ts';

const FILE = 'src/graphql/generated/cost-table.ts';

/** One row for each field with a @cost, which the limit of cost reads. */
export async function costTable(): Promise<Map<string, string>> {
  const schema = await mergedSchema();
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const rows = types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const weight = weightOf(field);
      return weight === null ? [] : [`  '${type.name}.${field.name}': ${weight},`];
    }),
  );
  const content = [
    '/* Generated from the @cost directives of schema/*.graphql by npm run generate. */',
    'export const costTable: Readonly<Record<string, number>> = {',
    ...rows,
    '};',
    '',
  ];
  return new Map([[FILE, content.join('\n')]]);
}

/** What the field’s @cost says; null for a field without one. */
export function weightOf({ astNode }: GraphQLField<unknown, unknown>): number | null {
  const cost = astNode?.directives?.find(({ name }) => name.value === 'cost');
  const weight = cost?.arguments?.find(({ name }) => name.value === 'weight')?.value;
  return weight?.kind === 'IntValue' ? Number(weight.value) : null;
}
