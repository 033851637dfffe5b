/** Whether a router asks how long each field took, as Apollo's routers do: the answer then carries a trace. */
export function wantsTrace(headers: { get(name: string): string | null | undefined } | undefined): boolean {
  return headers?.get('apollo-federation-include-trace') === 'ftv1';
}
