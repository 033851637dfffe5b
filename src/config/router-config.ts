import path from 'node:path';
import { refusal } from '../base/errors.ts';
import { portOf } from './hub-config.ts';
import type { Environment } from './env.ts';
import { outerConfig, type OuterConfig } from './outer-config.ts';
import { namedUrl, type NamedUrl } from './named-url.ts';

/** What a router process needs to start. */
export interface RouterConfig extends Omit<OuterConfig, 'outerUrl'> {
  readonly host: string;
  /** 0 means any free one. */
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly source:
    | { readonly kind: 'FILE'; readonly file: string }
    | { readonly kind: 'SUBGRAPHS'; readonly subgraphs: readonly NamedUrl[] };
  /** Subgraphs that get the asker's token. */
  readonly trusted: readonly string[];
  readonly timeoutMs: number;
  /** How often the source is looked at. */
  readonly pollMs: number;
}

/** Flags as the command line gives them. */
export interface RouterFlags {
  readonly supergraph?: string;
  readonly subgraph: readonly string[];
  readonly passToken: readonly string[];
  readonly host: string;
  readonly port: string;
  readonly allowHost: readonly string[];
  readonly trustProxy: readonly string[];
  readonly timeout: string;
  readonly poll: string;
}

export function routerConfig(flags: RouterFlags, env: Environment): RouterConfig {
  // What a hub of the same environment is to the world is not what its router is.
  const { outerUrl: _, ...outer } = outerConfig({ public: false, trustProxy: flags.trustProxy }, env);
  return {
    ...outer,
    host: flags.host,
    port: portOf('--port', flags.port),
    allowedHosts: flags.allowHost,
    source: sourceOf(flags),
    trusted: flags.passToken,
    timeoutMs: secondsOf('--timeout', flags.timeout, 300),
    pollMs: secondsOf('--poll', flags.poll, 86_400),
  };
}

function sourceOf({ supergraph, subgraph }: RouterFlags): RouterConfig['source'] {
  if (supergraph !== undefined && subgraph.length === 0)
    return { kind: 'FILE', file: path.resolve(supergraph) };
  const subgraphs = subgraph.map(namedUrl);
  const names = new Set(subgraphs.map(({ name }) => name));
  if (supergraph === undefined && names.size > 0 && names.size === subgraphs.length)
    return { kind: 'SUBGRAPHS', subgraphs };
  throw refusal('CONFIG_SUPERGRAPH_AMBIGUOUS', 'a router has one supergraph', {
    expected: '--supergraph FILE, or --subgraph NAME=URL once for each, under a name of its own',
    received: supergraph === undefined ? 'subgraphs without a name of their own, or none' : 'both',
  });
}

function secondsOf(name: string, text: string, max: number): number {
  const seconds = Number(text);
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text) && seconds > 0 && seconds <= max) return Math.ceil(seconds * 1000);
  throw refusal('CONFIG_SECONDS_INVALID', `${name} is no time`, {
    expected: `seconds, more than 0 and at most ${max}`,
    received: text,
  });
}
