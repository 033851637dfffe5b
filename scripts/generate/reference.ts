import { commandReference } from './reference/commands.ts';
import { environmentReference } from './reference/environment.ts';
import { graphqlReference } from './reference/graphql.ts';
import { statementReference } from './reference/statements.ts';

/** The pages of docs/reference: each is a view of what the code itself says, so that none can be out of date. */
export async function referencePages(): Promise<Map<string, string>> {
  const pages: Record<string, string> = {
    graphql: await graphqlReference(),
    commands: await commandReference(),
    environment: environmentReference(),
    statements: statementReference(),
  };
  return new Map(Object.entries(pages).map(([name, text]) => [`docs/reference/${name}.md`, text]));
}
