import { inspectArtifact, inspectWithBlocks } from '../checkpoint/inspect.ts';
import type { TensorInfo } from '../checkpoint/inspection.ts';
import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { InspectionQuestion, InspectionProgress } from './examiner.ts';
import { openBlockingSource } from './open-file-source.ts';

/** A thread of its own: a hostile header may burn it, and the hub goes on answering. */
answerQuestions(async ({ file, path, siblings, options, isForHub }: InspectionQuestion, say) => {
  using opened = new DisposableStack();
  const open = (name: string) => opened.use(openBlockingSource(name));
  const settings = {
    ...options,
    ...(siblings && { siblings: async (name: string) => beside(siblings, name, open) }),
    onProgress: everyTenth((bytesDone) => say({ bytesDone } satisfies InspectionProgress)),
  };
  const { inspection, blockDigests } = isForHub
    ? await inspectWithBlocks(path, open(file), settings)
    : { inspection: await inspectArtifact(path, open(file), settings), blockDigests: null };
  // A table of 200,000 tensors in one message would hold up the receiving thread for a second.
  for (const tensors of inSlices(inspection.tensors)) say({ tensors } satisfies InspectionProgress);
  return { inspection: { ...inspection, tensors: [] }, blockDigests };
});

// A stranger's table may name `constructor`.
function beside<Opened>(
  siblings: Readonly<Record<string, string>>,
  name: string,
  open: (file: string) => Opened,
): Opened | null {
  const file = Object.hasOwn(siblings, name) ? siblings[name] : undefined;
  return file === undefined ? null : open(file);
}

const SLICE = 1_000;

function* inSlices(tensors: readonly TensorInfo[]): Generator<readonly TensorInfo[]> {
  for (let at = 0; at < tensors.length; at += SLICE) yield tensors.slice(at, at + SLICE);
}
