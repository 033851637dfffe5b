/*
 * What this program asks a hub of reports; a test validates each against the schema.
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
    riskReports {
      id topic kind attribute sentence verdict items knownLimitations
      effect { value interval { low high } margin }
      metrics { id value interval { low high } undefinedBecause }
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

/** Of privacy or robustness. */
export interface RiskReportAnswer {
  readonly id: string;
  readonly topic: string;
  readonly kind: string;
  readonly attribute: string;
  readonly sentence: string;
  readonly verdict: string;
  readonly items: number;
  readonly knownLimitations: readonly string[];
  readonly metrics: BiasReportAnswer['metrics'];
}

export interface BiasReportsAnswer {
  readonly checkpoint: {
    readonly name: string;
    readonly biasReports: readonly BiasReportAnswer[];
    readonly riskReports: readonly RiskReportAnswer[];
  } | null;
}
