/*
 * What this program asks a hub of reports; a test validates each against the schema.
 */
const REPORT_LIFE = `filedBy { name }
      standing { state sentence agreeing contradicting isSettled }
      answers { status text answeredBy { name } }
      mitigations { status sentence isSettled child { name } }`;

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
      ${REPORT_LIFE}
    }
    riskReports {
      id topic kind attribute sentence verdict items knownLimitations
      effect { value interval { low high } margin }
      metrics { id value interval { low high } undefinedBecause }
      ${REPORT_LIFE}
    }
    mitigations { status sentence isSettled report { id sentence checkpoint { name } } }
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
    readonly biasReports: readonly (BiasReportAnswer & ReportLifeAnswer)[];
    readonly riskReports: readonly (RiskReportAnswer & ReportLifeAnswer)[];
    readonly mitigations: readonly (MitigationAnswer & {
      readonly report: {
        readonly id: string;
        readonly sentence: string;
        readonly checkpoint: { readonly name: string };
      };
    })[];
  } | null;
}

/** What became of a report of any topic. */
export interface ReportLifeAnswer {
  readonly id: string;
  readonly filedBy: { readonly name: string };
  readonly standing: {
    readonly state: string;
    readonly sentence: string;
    readonly agreeing: number;
    readonly contradicting: number;
    readonly isSettled: boolean;
  };
  readonly answers: readonly {
    readonly status: string;
    readonly text: string;
    readonly answeredBy: { readonly name: string };
  }[];
  readonly mitigations: readonly (MitigationAnswer & { readonly child: { readonly name: string } })[];
}

export interface MitigationAnswer {
  readonly status: string;
  readonly sentence: string;
  readonly isSettled: boolean;
}

export const reportStatement = 'query ($id: ID!) { report(id: $id) { id sentence statement { id } } }';

export interface ReportStatementAnswer {
  readonly report: {
    readonly id: string;
    readonly sentence: string;
    readonly statement: { readonly id: string };
  } | null;
}
