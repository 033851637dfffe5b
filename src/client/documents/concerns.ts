import type { Severity } from '../../attestation/advisory-words.ts';

/*
 * What this program asks a hub of what is known against files; a test validates each against the schema.
 */
export const concernsOfFiles = `query ($digests: [Digest!]!) {
  concernsOfFiles(digests: $digests) {
    digest isKnown
    concerns {
      kind severity sentence remedy depth
      checkpoint { name } through { name } advisory { logIndex kind references }
    }
  }
}`;

export interface ConcernAnswer {
  readonly kind: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly remedy: string | null;
  readonly depth: number;
  readonly checkpoint: { readonly name: string } | null;
  readonly through: { readonly name: string } | null;
  readonly advisory: {
    readonly logIndex: number;
    readonly kind: string;
    readonly references: readonly string[];
  } | null;
}

export interface FileConcernsAnswer {
  readonly digest: string;
  readonly isKnown: boolean;
  readonly concerns: readonly ConcernAnswer[];
}

export interface ConcernsOfFilesAnswer {
  readonly concernsOfFiles: readonly FileConcernsAnswer[];
}
