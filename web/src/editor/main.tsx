import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './editor.css';
import { defaultQuery } from './default-query.ts';
import { storedTheme } from '../parts/theme.ts';

/** Asks the hub that served this page, as any client would. */
async function ask(body: unknown, options: { headers?: Record<string, string> } = {}): Promise<unknown> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...options.headers },
    body: JSON.stringify(body),
    credentials: 'omit',
  });
  return response.json();
}

createRoot(document.querySelector('#page')!).render(
  <GraphiQL
    fetcher={ask as never}
    defaultQuery={defaultQuery}
    defaultTheme={storedTheme()}
    shouldPersistHeaders={false}
  >
    <GraphiQL.Logo>
      <a href="/">Heirloom</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
