import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { digestOf } from '../../src/base/digest.ts';
import { REFUSAL_FIELDS, type AnyClient } from './any-client.ts';

/** A mutation with some value for each of its arguments, as a client sends it. */
export function actOf(client: AnyClient, field: GraphQLField<unknown, unknown>) {
  const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, valueOf(type, name)]));
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const document = `mutation (${declared}) { ${field.name}(${passed}) { __typename ${REFUSAL_FIELDS} } }`;
  return client.act(document, variables);
}

/** Some value of an input type, well-formed so that only the viewer can be what is refused. */
function valueOf(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name);
  if (isListType(type)) return [valueOf(type.ofType, name)];
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, field.name)]),
    );
  if (isEnumType(type)) return name === 'scopes' ? 'ADMIN' : type.getValues()[0]?.name;
  const byScalar: Record<string, unknown> = {
    Digest: digestOf('something'),
    BigInt: 1,
    Int: 1,
    Boolean: false,
    JSON: {},
    ID: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11',
    String: name === 'model' || name === 'dataset' || name === 'checkpoint' ? 'ada/net' : 'something',
  };
  const scalar = getNamedType(type).name;
  if (scalar in byScalar) return byScalar[scalar];
  throw new Error(`no value of ${scalar} is known to this test`);
}
