// The data that the suite expects of a products subgraph, and resolvers of them:
// https://github.com/apollographql/apollo-federation-subgraph-compatibility (MIT), COMPATIBILITY.md
import type { ResolverMap } from '../../../src/graphql/subgraph/served-resolvers.ts';

interface Product {
  readonly id: string;
  readonly sku: string;
  readonly package: string;
  readonly variation: { readonly id: string };
}

const deprecated = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
};

const all: readonly Product[] = [
  { id: 'apollo-federation', sku: 'federation', package: '@apollo/federation', variation: { id: 'OSS' } },
  { id: 'apollo-studio', sku: 'studio', package: '', variation: { id: 'platform' } },
];

const research = [
  { study: { caseNumber: '1234', description: 'Federation Study' } },
  { study: { caseNumber: '1235', description: 'Studio Study' } },
];

const user = { email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337 };

interface User {
  readonly email: string;
  readonly totalProductsCreated: number;
  readonly yearsOfEmployment: number;
}

export const products: ResolverMap = {
  Query: {
    product: (_: unknown, { id }: Product) => all.find((product) => product.id === id),
    deprecatedProduct: (_: unknown, asked: typeof deprecated) => deprecatedOf(asked),
  },
  DeprecatedProduct: { createdBy: () => user, __resolveReference: deprecatedOf },
  Product: {
    dimensions: () => ({ size: 'small', weight: 1, unit: 'kg' }),
    research: ({ id }: Product) => [research[all.findIndex((product) => product.id === id)]],
    createdBy: () => user,
    __resolveReference: productOf,
  },
  ProductResearch: {
    __resolveReference: ({ study }: (typeof research)[number]) =>
      research.find((known) => known.study.caseNumber === study.caseNumber),
  },
  User: {
    averageProductsCreatedPerYear: ({ totalProductsCreated, yearsOfEmployment }: User) =>
      Math.round(totalProductsCreated / yearsOfEmployment),
    // What @requires asks for comes with the reference.
    __resolveReference: (reference: Partial<User>) => ({ ...user, ...reference }),
  },
  Inventory: {
    __resolveReference: ({ id }: { readonly id: string }) =>
      id === 'apollo-oss' ? { id, deprecatedProducts: [deprecated] } : null,
  },
};

function deprecatedOf(asked: typeof deprecated) {
  return asked.sku === deprecated.sku && asked.package === deprecated.package ? deprecated : null;
}

/** By any of its keys: `id`, `sku package`, `sku variation { id }`. */
function productOf(reference: Partial<Product>): Product | undefined {
  const { id, sku, variation } = reference;
  if (id !== undefined) return all.find((product) => product.id === id);
  const named = all.filter((product) => product.sku === sku);
  return reference.package === undefined
    ? named.find((product) => product.variation.id === variation?.id)
    : named.find((product) => product.package === reference.package);
}
