import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { childCommand } from './child-command.ts';
import { gpuAccess, NO_GPU } from './gpu-access.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const driver = fileURLToPath(import.meta.url);

test('a provider on the processor sees nothing of a GPU, even where a driver is named', () => {
  expect(gpuAccess('cpu', driver)).toBe(NO_GPU);
  expect(gpuAccess('wasm', driver)).toBe(NO_GPU);
});

test('a GPU provider reads the driver it was given, and is told of it', () => {
  const { files, env, devices } = gpuAccess('webgpu', driver);
  expect(files).toContain(driver);
  expect(env).toEqual({ VK_DRIVER_FILES: driver });
  expect(devices.every((device) => /^\/dev\/(dri|nvidia[\w-]+)$/.test(device))).toBe(true);
  expect(gpuAccess('webgpu').env).toEqual({});
});

test('a driver that is not there is not bound, so that the child can say so itself', () => {
  expect(gpuAccess('webgpu', '/nowhere/driver.json').files).not.toContain('/nowhere/driver.json');
});

test('a child gets the driver read-only, and no other child does', () => {
  const folder = {
    modelFile: '/m',
    modelDigest: 'sha256:0',
    datasetFile: '/d',
    datasetDigest: 'sha256:0',
    itemsFile: '/i',
    emptyFolder: '/e',
    [Symbol.asyncDispose]: async () => undefined,
  } as unknown as Parameters<typeof childCommand>[2]['folder'];
  const tools = { bwrap: '/usr/bin/bwrap', prlimit: null };
  const job = { program: driver, folder, limits: DEFAULT_LIMITS, fileBytesMax: 1 };
  const withGpu = childCommand('bwrap', tools, { ...job, gpu: gpuAccess('webgpu', driver) }).argv.join(' ');
  expect(withGpu).toContain(`--ro-bind ${driver} ${driver} `);
  expect(withGpu).toContain(`--setenv VK_DRIVER_FILES ${driver}`);
  expect(childCommand('bwrap', tools, job).argv.join(' ')).not.toContain('VK_DRIVER_FILES');
});
