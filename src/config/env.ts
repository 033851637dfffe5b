/** The one place that reads the environment. */
export interface Environment {
  readonly dataFolder: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly torrentPort: string | undefined;
  readonly webSeed: string | undefined;
  readonly seeder: string | undefined;
  readonly uploadLimit: string | undefined;
  readonly contributorLimit: string | undefined;
  readonly quota: string | undefined;
  readonly leaseSeconds: string | undefined;
  readonly membersOnly: string | undefined;
  readonly webhookPrivate: string | undefined;
  readonly commitWindow: string | undefined;
  readonly public: string | undefined;
  readonly baseUrl: string | undefined;
  readonly trustProxy: string | undefined;
  readonly introspection: string | undefined;
  readonly trustedDocuments: string | undefined;
  readonly anonymousLimit: string | undefined;
  readonly memberLimit: string | undefined;
  readonly fileLimit: string | undefined;
  readonly subgraphs: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly clientHome: string | undefined;
  readonly hubUrl: string | undefined;
  readonly token: string | undefined;
  readonly home: string | undefined;
  readonly user: string | undefined;
  /** Where other programs keep their models. */
  readonly huggingFaceHubCache: string | undefined;
  readonly huggingFaceHome: string | undefined;
  readonly ollamaModels: string | undefined;
}

export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const value = (name: string) => env[name] || undefined;
  return {
    dataFolder: value('HEIRLOOM_DATA'),
    host: value('HEIRLOOM_HOST'),
    port: value('HEIRLOOM_PORT'),
    torrentPort: value('HEIRLOOM_TORRENT_PORT'),
    webSeed: value('HEIRLOOM_WEB_SEED'),
    seeder: value('HEIRLOOM_SEEDER'),
    uploadLimit: value('HEIRLOOM_UPLOAD_LIMIT'),
    contributorLimit: value('HEIRLOOM_CONTRIBUTOR_LIMIT'),
    quota: value('HEIRLOOM_QUOTA'),
    leaseSeconds: value('HEIRLOOM_LEASE_SECONDS'),
    membersOnly: value('HEIRLOOM_MEMBERS_ONLY'),
    webhookPrivate: value('HEIRLOOM_WEBHOOK_PRIVATE'),
    commitWindow: value('HEIRLOOM_COMMIT_WINDOW'),
    public: value('HEIRLOOM_PUBLIC'),
    baseUrl: value('HEIRLOOM_BASE_URL'),
    trustProxy: value('HEIRLOOM_TRUST_PROXY'),
    introspection: value('HEIRLOOM_INTROSPECTION'),
    trustedDocuments: value('HEIRLOOM_TRUSTED_DOCUMENTS'),
    anonymousLimit: value('HEIRLOOM_ANONYMOUS_LIMIT'),
    memberLimit: value('HEIRLOOM_MEMBER_LIMIT'),
    fileLimit: value('HEIRLOOM_FILE_LIMIT'),
    subgraphs: value('HEIRLOOM_SUBGRAPHS'),
    databaseUrl: value('DATABASE_URL'),
    clientHome: value('HEIRLOOM_HOME'),
    hubUrl: value('HEIRLOOM_HUB'),
    token: value('HEIRLOOM_TOKEN'),
    user: value('USER') ?? value('USERNAME'),
    home: value('HOME') ?? value('USERPROFILE'),
    huggingFaceHubCache: value('HF_HUB_CACHE'),
    huggingFaceHome: value('HF_HOME'),
    ollamaModels: value('OLLAMA_MODELS'),
  };
}

/** What a program of ours that starts another passes on: everything but the answers this one was given. */
export function childEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { HEIRLOOM_DATA: _, HEIRLOOM_HUB: __, HEIRLOOM_TOKEN: ___, HEIRLOOM_PORT: ____, ...rest } = env;
  return rest;
}
