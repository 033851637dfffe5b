import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  isAbstractType,
  isObjectType,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { invariant, refusal } from '../base/errors.ts';
import { requireScope } from '../hub/context/viewer.ts';
import { advisories } from './registry/advisories.ts';
import { bias } from './bias/bias.ts';
import { risk } from './bias/risk.ts';
import { reportLife } from './bias/life.ts';
import { evaluation } from './evaluation/evaluation.ts';
import { evaluators } from './evaluation/evaluators.ts';
import { ranking } from './evaluation/ranking.ts';
import { reported } from './evaluation/reported.ts';
import { scores } from './evaluation/scores.ts';
import { jobs } from './evaluation/jobs.ts';
import { runners } from './evaluation/runners.ts';
import { accessTable } from './generated/access-table.ts';
import type { Resolvers } from './generated/schema-types.ts';
import { license } from './license/license.ts';
import { lineageExport } from './lineage/export.ts';
import { datasets } from './lineage/datasets.ts';
import { lineage } from './lineage/lineage.ts';
import { registryOperations } from './registry/operations.ts';
import { registry } from './registry/registry.ts';
import { tasks } from './registry/tasks.ts';
import { webhooks } from './registry/webhooks.ts';
import type { RequestContext } from './request-context.ts';
import { BigIntScalar, DateTime, Digest, JsonScalar } from './scalars.ts';
import { SUBGRAPHS, subgraphDocument, type Subgraph } from './sdl.ts';
import { streamExpected } from './subscriptions/read-subscription.ts';
import { boundEntities } from './subgraph/bound-entities.ts';
import { servedResolvers, type ResolverMap } from './subgraph/served-resolvers.ts';
import { swarm } from './swarm/swarm.ts';

/** The served schema: SDL, resolvers, and a guard on every root field; of all subgraphs, or of some of them. */
export async function servedSchema(names: readonly Subgraph[] = SUBGRAPHS): Promise<GraphQLSchema> {
  const parts: Resolvers[] = [
    registry,
    registryOperations,
    advisories,
    tasks,
    webhooks,
    lineage,
    lineageExport,
    datasets,
    license,
    swarm,
    evaluation,
    evaluators,
    scores,
    jobs,
    runners,
    reported,
    ranking,
    bias,
    risk,
    reportLife,
  ];
  const resolvers = combine(parts as unknown as ResolverMap[]);
  const scalars = { BigInt: BigIntScalar, Digest, DateTime, JSON: JsonScalar };
  const typeDefs = await subgraphDocument(names);
  const served = names.length < SUBGRAPHS.length ? servedResolvers(resolvers, typeDefs) : resolvers;
  const schema = subgraphSchema(typeDefs, served, scalars);
  guardRoots(schema);
  return schema;
}

/** A subgraph of SDL and resolvers, with every resolver in its place and entities bounded. */
export function subgraphSchema(
  typeDefs: DocumentNode,
  resolvers: ResolverMap,
  scalars: Readonly<Record<string, GraphQLScalarType>> = {},
): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers, ...scalars } as never }]);
  assertCovered(schema, resolvers);
  boundEntities(schema);
  nameTypes(schema);
  return schema;
}

// A member of a union says which; a type resolver that threw would end compiled code without an answer.
function nameTypes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isAbstractType(type)) type.resolveType = (value: { __typename?: string }) => value.__typename;
}

function combine(maps: readonly ResolverMap[]): ResolverMap {
  const whole: ResolverMap = {};
  for (const map of maps)
    for (const [type, fields] of Object.entries(map)) whole[type] = { ...whole[type], ...fields };
  return whole;
}

// buildSubgraphSchema drops resolvers of fields that the SDL lacks without a word; here they are a bug.
function assertCovered(schema: GraphQLSchema, resolvers: ResolverMap): void {
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    invariant(isObjectType(type), `resolvers for a type that is not there: ${typeName}`);
    for (const field of Object.keys(fields))
      invariant(
        field.startsWith('__') || field in type.getFields(),
        `resolver without a field: ${typeName}.${field}`,
      );
  }
}

/** Fields of Apollo Federation itself; entities are reached by keys and hold nothing that is not public. */
const OPEN = new Set(['Query._entities', 'Query._service']);

// Default deny: a root field without a row in the access table answers nobody.
function guardRoots(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const [name, field] of Object.entries(root?.getFields() ?? {})) {
      const path = `${root?.name}.${name}`;
      if (OPEN.has(path)) continue;
      if (root === schema.getSubscriptionType()) {
        field.subscribe = guarded(path, field.subscribe ?? defaultFieldResolver);
        field.resolve = ofAnEvent;
        continue;
      }
      field.resolve = guarded(path, field.resolve ?? defaultFieldResolver);
    }
}

/** What a subscription yields is one event's; asked for as JSON there is none. */
const ofAnEvent: RootResolver = (event, parameters, context, info) => {
  if (event) return defaultFieldResolver(event, parameters, context, info);
  throw streamExpected();
};

type RootResolver = GraphQLFieldResolver<unknown, RequestContext>;

function guarded(path: string, resolve: RootResolver): RootResolver {
  const access = accessTable[path];
  return (source, parameters, context, info) => {
    if (!access) throw refusal('GRAPHQL_FIELD_CLOSED', `${path} is open to nobody`);
    requireScope(context.viewer, access.scope, access.role);
    return resolve(source, parameters, context, info);
  };
}
