import { page, table } from './markdown.ts';

interface Variable {
  readonly name: string;
  readonly reader: string;
  readonly meaning: string;
}

/** Kept by hand beside src/config/env.ts; a test holds the names together. */
export const variables: readonly Variable[] = [
  variable(
    'HEIRLOOM_DATA',
    'hub, login',
    'The hub’s data folder, as `--data`. Without both: `./heirloom-data`.',
  ),
  variable('HEIRLOOM_HOST', 'hub', 'The address to bind, as `--host`. Without both: `127.0.0.1`.'),
  variable('HEIRLOOM_PORT', 'hub', 'The HTTP port, as `--port`. Without both: 7420.'),
  variable('HEIRLOOM_TORRENT_PORT', 'hub', 'The BitTorrent port, as `--torrent-port`. Without both: 7421.'),
  variable(
    'HEIRLOOM_WEB_SEED',
    'hub',
    '`on` or `off`; `off` gives artifacts that have a swarm to the swarm only. Without it: `on`.',
  ),
  variable(
    'HEIRLOOM_SEEDER',
    'hub',
    '`inside` or `process`, as `--seeder`: whether the seeder has a process of its own. Without both: `inside`.',
  ),
  variable(
    'HEIRLOOM_UPLOAD_LIMIT',
    'hub',
    'What seeder and web seed give a second together, as `--upload-limit`. Without both: no limit.',
  ),
  variable(
    'HEIRLOOM_CONTRIBUTOR_LIMIT',
    'hub',
    'What the seeder gives a second of one contributor’s files, as `--contributor-limit`. Without both: no limit.',
  ),
  variable(
    'HEIRLOOM_QUOTA',
    'hub',
    'What one contributor may keep at the hub, as `--quota`: bytes, like `500G`, or `off`; owners may keep more. Without both: `100G`.',
  ),
  variable(
    'HEIRLOOM_LEASE_SECONDS',
    'hub',
    'How long a runner has a job for without a heartbeat, as `--lease-seconds`. Without both: `60`.',
  ),
  variable(
    'HEIRLOOM_MEMBERS_ONLY',
    'hub',
    '`on` or `off`, as `--members-only`; `on` gives files and swarms to contributors alone. Without both: `off`.',
  ),
  variable(
    'HEIRLOOM_WEBHOOK_PRIVATE',
    'hub',
    '`on` or `off`; `on` lets webhooks lie on the hub’s own machine and in private networks. Without it: `off`.',
  ),
  variable(
    'HEIRLOOM_COMMIT_WINDOW',
    'hub',
    'How many seconds a finished evaluation waits, at most, until other evaluators of the same series have promised theirs: 30 by default.',
  ),
  variable(
    'HEIRLOOM_PUBLIC',
    'hub',
    '`on` or `off`, as `--public`; `on` starts only with a base URL of `https` and a trusted proxy. Without both: `off`.',
  ),
  variable(
    'HEIRLOOM_BASE_URL',
    'hub',
    'Where others reach the hub, as `--base-url`: torrents and magnets name it. Without both: where it listens.',
  ),
  variable(
    'HEIRLOOM_TRUST_PROXY',
    'hub',
    'The proxies before the hub, as `--trust-proxy`, separated by commas. Without both: none.',
  ),
  variable(
    'HEIRLOOM_INTROSPECTION',
    'hub',
    '`on` or `off`; `off` tells nobody without a token the schema. Without it: `on`.',
  ),
  variable(
    'HEIRLOOM_TRUSTED_DOCUMENTS',
    'hub',
    'What may be asked of GraphQL without a token: `off` for everything, `own` for what the clients of this release ask, or the path of a manifest in the form of Apollo; `own` and paths may stand together, separated by commas. Without it: `off`.',
  ),
  variable(
    'HEIRLOOM_ANONYMOUS_LIMIT',
    'hub',
    'How many questions an address without a token may ask in five minutes: 600 by default.',
  ),
  variable(
    'HEIRLOOM_MEMBER_LIMIT',
    'hub',
    'How many questions a contributor may ask in five minutes: 3000 by default.',
  ),
  variable(
    'HEIRLOOM_FILE_LIMIT',
    'hub',
    'How many files, ranges of them and pages an address may ask for in ten seconds: 1000 by default.',
  ),
  variable(
    'HEIRLOOM_SUBGRAPHS',
    'hub',
    'The areas of the graph that this process answers, such as `registry,lineage`; the others are for other processes behind a router. Without it: all of them.',
  ),
  variable('DATABASE_URL', 'hub', 'A PostgreSQL 15 or newer to use instead of the embedded one.'),
  variable(
    'HEIRLOOM_HOME',
    'every command that speaks to a hub',
    'The folder of accounts (keys and tokens). Without it: `~/.config/heirloom`.',
  ),
  variable(
    'HEIRLOOM_HUB',
    'every command that speaks to a hub',
    'The hub that is meant without `--hub`. Without both: the one logged in to last, else `http://127.0.0.1:7420`.',
  ),
  variable(
    'HEIRLOOM_TOKEN',
    'every command that speaks to a hub',
    'A token to use instead of the account’s. `runner` does not read it.',
  ),
  variable('HOME', 'client', 'Where `.config/heirloom` lies; `USERPROFILE` where there is none.'),
  variable('USERPROFILE', 'client', 'As `HOME`, on Windows.'),
  variable('USER', 'login', 'The proposed name where the invitation names nobody.'),
  variable('USERNAME', 'login', 'As `USER`, on Windows.'),
  variable('HF_HUB_CACHE', 'adopt', 'The cache of Hugging Face. Without it: `$HF_HOME/hub`.'),
  variable('HF_HOME', 'adopt', 'The folder above that cache. Without both: `~/.cache/huggingface`.'),
  variable('OLLAMA_MODELS', 'adopt', 'The models of Ollama. Without it: `~/.ollama/models`.'),
];

export function environmentReference(): string {
  return page('Environment variables', 'scripts/generate/reference/environment.ts', [
    'A flag wins over its variable. An empty variable counts as one that is not set.',
    table(
      ['variable', 'read by', 'meaning'],
      variables.map(({ name, reader, meaning }) => [`\`${name}\``, reader, meaning]),
    ),
    'The embedded PostgreSQL is deaf to `PG*` variables. A runner’s child gets no variable of its parent’s.',
  ]);
}

function variable(name: string, reader: string, meaning: string): Variable {
  return { name, reader, meaning };
}
