/*
 * What this program asks a hub before it takes something; a test validates each against the schema.
 */
export const openWarnings = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    name
    advisories { depth advisory { title severity } through { name } }
    biasWarnings { isInherited depth report { id sentence checkpoint { name } } }
    riskWarnings { isInherited depth report { id sentence checkpoint { name } } }
    datasetWarnings { depth dataset { name } trained { name } }
  }
}`;

interface ReportWarningAnswer {
  readonly isInherited: boolean;
  /** Edges up to the checkpoint that the report is on. */
  readonly depth: number;
  readonly report: {
    readonly id: string;
    readonly sentence: string;
    readonly checkpoint: { readonly name: string };
  };
}

export interface OpenWarningsAnswer {
  readonly checkpoint: {
    readonly name: string;
    readonly advisories: readonly {
      readonly depth: number;
      readonly advisory: { readonly title: string; readonly severity: string };
      /** What it names: the checkpoint itself, or an ancestor. */
      readonly through: { readonly name: string };
    }[];
    readonly biasWarnings: readonly ReportWarningAnswer[];
    readonly riskWarnings: readonly ReportWarningAnswer[];
    /** Of datasets that their publishers took back. */
    readonly datasetWarnings: readonly {
      readonly depth: number;
      readonly dataset: { readonly name: string };
      readonly trained: { readonly name: string };
    }[];
  } | null;
}
