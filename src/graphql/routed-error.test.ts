import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { fault, refusal } from '../base/errors.ts';
import { routedError } from './routed-error.ts';

const path = ['checkpoint'];
const serviceName = 'stars';
const subgraph = 'stars';

test.each<[string, unknown, object]>([
  ['no error of GraphQL', new TypeError('secret'), { code: 'FEDERATION_BUG' }],
  [
    'a bug inside one',
    new GraphQLError('secret', { originalError: new TypeError('secret') }),
    { code: 'FEDERATION_BUG' },
  ],
  [
    'a fault inside one',
    new GraphQLError('secret', { originalError: fault('STORE_X', 'secret') }),
    { code: 'FEDERATION_BUG' },
  ],
  [
    'a refusal inside one',
    new GraphQLError('no', { originalError: refusal('HUB_NO', 'no', { remedy: 'go' }) }),
    { code: 'HUB_NO', remedy: 'go' },
  ],
  [
    'one that a subgraph coded',
    { message: 'no', path, extensions: { code: 'THEIRS', serviceName, expected: 'a', stack: 'secret' } },
    { code: 'THEIRS', expected: 'a', subgraph },
  ],
  [
    'one of the way there',
    new GraphQLError('secret', { extensions: { code: 'X', serviceName, request: { body: 'secret' } } }),
    { code: 'FEDERATION_SUBGRAPH_DOWN', subgraph },
  ],
  [
    'a refused token',
    new GraphQLError('secret', { extensions: { serviceName, request: {}, response: { status: 401 } } }),
    { code: 'FEDERATION_TOKEN_REFUSED', subgraph },
  ],
  [
    'one that took too long',
    new GraphQLError('x', { extensions: { code: 'GATEWAY_TIMEOUT', serviceName } }),
    { code: 'FEDERATION_SUBGRAPH_SLOW', subgraph },
  ],
  [
    'an answer against its schema',
    new GraphQLError('secret', { path, originalError: new Error('secret') }),
    { code: 'FEDERATION_ANSWER_MALFORMED' },
  ],
  ['a wrong variable', new GraphQLError('Variable "$n" …'), { code: 'BAD_USER_INPUT' }],
  [
    'a variable that a scalar refuses',
    new GraphQLError('Variable "$n" …', { originalError: new GraphQLError('Int …') }),
    { code: 'BAD_USER_INPUT' },
  ],
])('%s is told with a code, and the same when it is told again', (_, error, extensions) => {
  const told = routedError(error);
  expect(told.extensions).toEqual(extensions);
  expect(JSON.stringify(told)).not.toContain('secret');
  expect(routedError(told).toJSON()).toEqual(told.toJSON());
});
