import type { Provider } from '../generated/schema-types.ts';

/** The wire writes enums in capitals; everywhere else a provider has the runtime's own name. */
export function providerOf(value: Provider): string {
  return value.toLowerCase();
}

export function toProvider(name: string): Provider {
  return name.toUpperCase() as Provider;
}

export function toProviderOrNone(name: string | null): Provider | null {
  return name === null || name === 'any' ? null : toProvider(name);
}

/** What is shown of a machine's mark: enough to tell two apart, too little to look for one. */
export function shortHost(host: string): string {
  return host.slice(0, 8);
}
