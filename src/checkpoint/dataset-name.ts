import { modelNameProblem } from './model-name.ts';

/** `owner/name` of a dataset here, or its name in another place: `huggingface.co:datasets/squad`. */
export type DatasetName = string & { readonly __datasetName: unique symbol };

/** How a checkpoint has to do with a dataset. */
export type DatasetEdgeKind = 'TRAINED_ON' | 'EVALUATED_ON';

/** The dataset that a text names, in lower case, for names are compared without it; null for any other text. */
export function datasetNameOf(text: string): DatasetName | null {
  const isName = modelNameProblem(text) === null || ELSEWHERE.test(text);
  return isName ? (text.toLowerCase() as DatasetName) : null;
}

const ELSEWHERE =
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}:datasets\/[A-Za-z0-9][A-Za-z0-9._-]{0,127}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,127})?$/;
