import { z } from 'zod';
import { predicateBodies } from '../../src/attestation/predicates.ts';

/** The predicates as JSON Schema, for readers in other languages. */
export function statementSchemas(): Map<string, string> {
  return new Map(
    Object.entries(predicateBodies).map(([kind, body]) => {
      const schema = {
        $id: `urn:heirloom:${kind}:v1`,
        title: `Body of a ${kind} statement`,
        ...z.toJSONSchema(body),
      };
      return [`schema/statement/${kind}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`];
    }),
  );
}
