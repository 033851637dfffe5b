import { useQuery, type UseQueryResponse } from 'urql';
import type { TypedDocument } from './typed-document.ts';

/** The answer to one of the page's questions, as it comes and changes. */
export function useAnswer<Answer, Variables extends Readonly<Record<string, unknown>>>(
  query: TypedDocument<Answer, Variables>,
  variables: Variables,
): UseQueryResponse<Answer, Variables> {
  return useQuery<Answer, Variables>({ query, variables });
}
