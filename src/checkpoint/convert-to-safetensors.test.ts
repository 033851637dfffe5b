import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { archiveMembers } from './archive-members.ts';
import { planConversion, type ConversionOutput } from './convert-to-safetensors.ts';
import { floats } from './formats/onnx-fixture.ts';
import {
  dictOf,
  float,
  globalOf,
  pickleOf,
  reduceOf,
  type Pickled,
} from './formats/pickle/pickle-fixture.ts';
import { stateDict, TorchFixture, view } from './formats/torch/torch-fixture.ts';
import { writeZip } from './formats/zip/zip-fixture.ts';
import { readSafetensorsHeader } from './formats/safetensors-header.ts';
import { inspectArtifact } from './inspect.ts';

async function bytesOfOutput({ chunks, lengthBytes }: ConversionOutput): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks()) parts.push(Buffer.from(chunk));
  const bytes = Buffer.concat(parts);
  expect(bytes.byteLength).toBe(lengthBytes);
  return bytes;
}

/** Every output of a file, inspected; the order of the tensors is the file's. */
async function converted(path: string, bytes: Uint8Array) {
  const { outputs, notes } = await planConversion(path, bytesOf(bytes));
  const files = new Map<string, Awaited<ReturnType<typeof inspectArtifact>>>();
  const metadata = new Map<string, Record<string, string>>();
  for (const output of outputs) {
    const file = bytesOf(await bytesOfOutput(output));
    files.set(output.path, await inspectArtifact(output.path, file));
    metadata.set(output.path, Object.fromEntries((await readSafetensorsHeader(file)).metadata));
  }
  return { files, metadata, notes, roles: outputs.map(({ role }) => role) };
}

const six = floats(1, 2, 3, 4, 5, 6);
const torch = (build: (file: TorchFixture) => Pickled) => {
  const file = new TorchFixture();
  return file.zip(build(file));
};

describe('a torch file', () => {
  const training = torch((file) =>
    dictOf({
      epoch: 3,
      loss: float(0.5),
      model_state_dict: stateDict({
        w: file.tensor('FloatStorage', six, [2, 3]),
        steps: file.tensor('LongStorage', Buffer.alloc(8), []),
        'optimizer.like': file.tensor('FloatStorage', floats(7), [1]),
      }),
      optimizer_state_dict: dictOf({
        state: new Map([[0, dictOf({ exp_avg: file.tensor('FloatStorage', floats(8), [1]) })]]),
        param_groups: [dictOf({ lr: float(0.1) })],
      }),
      history: [1, 2],
    }),
  );

  test('becomes weights and optimizer state, its scalars metadata, the rest named', async () => {
    const { files, metadata, notes, roles } = await converted('runs/model.pt', training);
    expect([...files.keys()]).toEqual(['runs/model.safetensors', 'runs/model.optimizer.safetensors']);
    expect(roles).toEqual(['WEIGHTS', 'OPTIMIZER']);
    const model = files.get('runs/model.safetensors');
    expect(model).toMatchObject({
      state: 'VERIFIED',
      findings: [],
      training: { epoch: 3, loss: '0.5', learningRate: '0.1' },
    });
    expect(model?.tensors.map(({ name }) => name)).toEqual(['steps', 'model_state_dict.optimizer.like', 'w']);
    expect(metadata.get('runs/model.safetensors')).toEqual({
      epoch: '3',
      loss: '0.5',
      lr: '0.1',
      nested_under: 'model_state_dict',
      format: 'pt',
    });
    expect(files.get('runs/model.optimizer.safetensors')).toMatchObject({
      hasOptimizerState: true,
      weightsIdentity: null,
      tensors: [{ name: 'optimizer_state_dict.state.0.exp_avg' }],
    });
    expect(notes).toEqual(
      ['optimizer_state_dict.param_groups', 'history'].map(
        (name) => `${name} is neither a tensor nor a scalar`,
      ),
    );
  });

  test('keeps its weights identity', async () => {
    const { weightsIdentity } = await inspectArtifact('model.pt', bytesOf(training));
    expect((await converted('model.pt', training)).files.get('model.safetensors')?.weightsIdentity).toBe(
      weightsIdentity,
    );
    expect(weightsIdentity).not.toBeNull();
  });

  test('gives the same bytes each time', async () => {
    const [output] = (await planConversion('a.pt', bytesOf(training))).outputs;
    const [again] = (await planConversion('a.pt', bytesOf(training))).outputs;
    if (output === undefined || again === undefined) throw new Error('no output');
    const first = await bytesOfOutput(output);
    for (const same of [output, again]) expect((await bytesOfOutput(same)).equals(first)).toBe(true);
  });

  test('keeps names that only look nested, or are nested twice', async () => {
    const flat = torch((file) => stateDict({ 'model.w': file.tensor('FloatStorage', six, [6]) }));
    const two = torch((file) =>
      dictOf({
        model: stateDict({ w: file.tensor('FloatStorage', six, [6]) }),
        net: stateDict({ w: file.tensor('FloatStorage', six, [6]) }),
      }),
    );
    const taken = torch((file) =>
      dictOf({
        model: stateDict({ w: file.tensor('FloatStorage', six, [6]) }),
        w: file.tensor('FloatStorage', six, [6]),
      }),
    );
    const names = async (bytes: Uint8Array) =>
      (await converted('a.pt', bytes)).files.get('a.safetensors')?.tensors.map(({ name }) => name);
    expect(await names(flat)).toEqual(['model.w']);
    expect(await names(two)).toEqual(['model.w', 'net.w']);
    expect(await names(taken)).toEqual(['model.w', 'w']);
  });

  test('writes a shared tensor under each of its names, a view as it looks', async () => {
    const bytes = torch((file) => {
      const storage = file.storage('FloatStorage', six);
      return dictOf({
        a: view(storage, 0, [6], [1]),
        b: view(storage, 0, [6], [1]),
        turned: view(storage, 0, [3, 2], [1, 3]),
      });
    });
    const { files } = await converted('a.pt', bytes);
    const tensors = files.get('a.safetensors')?.tensors ?? [];
    expect(tensors.map(({ name }) => name)).toEqual(['a', 'b', 'turned']);
    expect(tensors.map(({ digest }) => digest)).toEqual(
      (await inspectArtifact('a.pt', bytesOf(bytes))).tensors.map(({ digest }) => digest),
    );
  });

  test('says which tensors safetensors has no place for', async () => {
    const bytes = torch((file) =>
      dictOf({
        c: file.tensor('ComplexDoubleStorage', Buffer.alloc(16), [1]),
        __metadata__: file.tensor('FloatStorage', six, [6]),
      }),
    );
    expect(await converted('a.pt', bytes)).toMatchObject({
      roles: [],
      notes: ['c has no place in safetensors (C128)', '__metadata__ has no place in safetensors (F32)'],
    });
  });
});

test.each<[string, string, Buffer]>([
  ['code', 'CHECKPOINT_NOT_CONVERTIBLE', pickleOf(reduceOf(globalOf('os', 'system'), ['true']))],
  ['another format', 'CHECKPOINT_NOT_CONVERTIBLE', Buffer.from('GGUF')],
  ['a malformed pickle', 'CHECKPOINT_PICKLE_MALFORMED', Buffer.from('8002ff2e', 'hex')],
  ['an archive of other files', 'CHECKPOINT_ARCHIVE', writeZip([{ name: 'a', bytes: six }])],
])('%s is refused', async (_, code, bytes) => {
  await expect(planConversion('a.pt', bytesOf(bytes))).rejects.toMatchObject({ code });
});

test.each([false, true])('members of an archive inspect and convert, deflated: %s', async (isDeflated) => {
  const policy = torch((file) => stateDict({ w: file.tensor('FloatStorage', six, [6]) }));
  const members = await archiveMembers(
    bytesOf(
      writeZip([
        { name: 'data', bytes: Buffer.from('{}') },
        { name: 'policy.pth', bytes: policy, isDeflated },
      ]),
    ),
  );
  expect(members.map(({ name, lengthBytes }) => [name, lengthBytes])).toEqual([
    ['data', 2],
    ['policy.pth', policy.byteLength],
  ]);
  const opened = await members[1]?.open();
  if (opened === undefined) throw new Error('no member');
  expect((await inspectArtifact('policy.pth', opened)).state).toBe('VERIFIED_LEGACY');
  const wrong = await archiveMembers(
    bytesOf(writeZip([{ name: 'policy.pth', bytes: policy, isDeflated, crc: 1 }])),
  );
  await expect(wrong[0]?.open()).rejects.toMatchObject({ code: 'CHECKPOINT_ZIP_MALFORMED' });
});

const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');

describe.skipIf(!existsSync(samples))('real files (skipped where the sample data is absent)', () => {
  test.each(['mnist-base-e2.pt', 'legacy.pt', 'half.pt', 'bf16.pt', 'bert.pt', 'gpt.pt', 'w.npz'])(
    '%s keeps its weights identity',
    async (name) => {
      const bytes = readFileSync(join(samples, name));
      const { weightsIdentity } = await inspectArtifact(name, bytesOf(bytes));
      const { files } = await converted(name, bytes);
      const model = files.get(name.replace(/\.\w+$/, '.safetensors'));
      expect(model).toMatchObject({ state: 'VERIFIED', weightsIdentity, findings: [] });
    },
  );

  test.each(['ppo', 'a2c', 'dqn'])(
    'the policy and the optimizer of the %s agent come out of its archive',
    async (agent) => {
      const members = await archiveMembers(bytesOf(readFileSync(join(samples, `${agent}_cartpole.zip`))));
      for (const [name, role] of [
        ['policy', 'WEIGHTS'],
        ['policy.optimizer', 'OPTIMIZER'],
      ] as const) {
        const source = await members.find((member) => member.name === `${name}.pth`)?.open();
        if (source === undefined) throw new Error(`no ${name}`);
        const { outputs } = await planConversion(`${name}.pth`, source);
        expect(outputs.map((output) => [output.path, output.role])).toEqual([[`${name}.safetensors`, role]]);
        expect(await inspectArtifact(`${name}.pth`, source)).toMatchObject({
          state: 'VERIFIED_LEGACY',
          findings: [],
        });
      }
    },
  );
});
