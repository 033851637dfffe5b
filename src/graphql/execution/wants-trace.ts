/** The header by which Apollo's routers ask how long each field took: the answer then carries a trace. */
export const TRACE_HEADER = 'apollo-federation-include-trace';

export function wantsTrace(header: string | string[] | null | undefined): boolean {
  return header === 'ftv1';
}
