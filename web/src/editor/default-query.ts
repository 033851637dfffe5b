/** What a stranger sees first: one question that crosses registry, lineage, license, scores and bias. */
export const defaultQuery = `# A checkpoint with everything it was made from: licenses, scores, open bias warnings.
# Ctrl-Enter runs it; Ctrl-Space completes a field.
query Ancestry {
  checkpoint(reference: "mnist/low-digits") {
    ...Facts
    ancestors(first: 50) {
      nodes {
        depth
        edges {
          kind
          evidence
        }
        checkpoint {
          ...Facts
        }
      }
    }
  }
}

fragment Facts on Checkpoint {
  name
  state
  license {
    expression
  }
  scores {
    metric
    value
    reproducibility {
      sentence
    }
  }
  biasWarnings {
    isInherited
    depth
    report {
      sentence
    }
  }
}
`;
