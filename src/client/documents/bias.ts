/*
 * What this program asks a hub of bias reports; a test validates each against the schema.
 */
export const biasReports = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    name
    biasReports {
      id sentence verdict attribute kind knownLimitations
      groups { name items rate interval { low high } }
      metrics { id value interval { low high } undefinedBecause }
      marginals { attribute verdict groups { name items rate interval { low high } } }
      run { id }
      gap { highGroup lowGroup difference interval { low high } margin fewestItems }
    }
  }
}`;

export interface BiasReportAnswer {
  readonly id: string;
  readonly sentence: string;
  readonly verdict: string;
  readonly attribute: string;
  readonly kind: string;
  readonly knownLimitations: readonly string[];
  readonly groups: readonly {
    readonly name: string;
    readonly items: number;
    readonly rate: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
  }[];
  readonly marginals: readonly {
    readonly attribute: string;
    readonly verdict: string;
    readonly groups: BiasReportAnswer['groups'];
  }[];
  /** Whose answers were counted. */
  readonly run: { readonly id: string } | null;
  readonly metrics: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly undefinedBecause: string | null;
  }[];
  readonly gap: {
    readonly highGroup: string;
    readonly lowGroup: string;
    readonly difference: number;
    readonly interval: { readonly low: number; readonly high: number };
  } | null;
}

export interface BiasReportsAnswer {
  readonly checkpoint: { readonly name: string; readonly biasReports: readonly BiasReportAnswer[] } | null;
}
