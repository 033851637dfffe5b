import type { GatewayConfig } from '@graphql-hive/gateway-runtime';

/** The planner in Rust, where npm has a binary for this machine; null leaves planning to JavaScript. */
export async function nativePlanner(): Promise<GatewayConfig['unifiedGraphHandler'] | null> {
  try {
    return (await import('@graphql-hive/router-runtime')).unifiedGraphHandler;
  } catch {
    return null;
  }
}
