/* Generated from the @cost directives of schema/*.graphql by npm run generate. */
export const costTable: Readonly<Record<string, number>> = {
  'Checkpoint.compareWeights': 500,
  'Checkpoint.lineageExport': 500,
  'Checkpoint.regressions': 1000,
  'Query.comparableCheckpoints': 1000,
  'Query.search': 1000,
  'Query.lineagePaths': 500,
  'Query.commonAncestors': 500,
  'Query.atRisk': 1000,
  'Query.benchmarks': 5000,
  'Query.leaderboard': 2000,
  'Query.learningCurve': 500,
  'Query.calibration': 500,
};
