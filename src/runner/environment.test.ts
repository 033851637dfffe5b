import { expect, test } from 'vitest';
import { hardwareClass, hardwareClassOf, hostMark, stack } from './environment.ts';

const cpuinfo = (vendor: string, ...flags: readonly string[]) =>
  `processor\t: 0\nvendor_id\t: ${vendor}\nflags\t\t: fpu sse sse2 ${flags.join(' ')}\n\nprocessor\t: 1\n`;

test.each([
  ['x64', cpuinfo('GenuineIntel', 'avx', 'avx2', 'avx512f'), '', 'intel:avx512:ort-cpu'],
  ['x64', cpuinfo('AuthenticAMD', 'avx', 'avx2'), '', 'amd:avx2:ort-cpu'],
  ['x64', cpuinfo('GenuineIntel', 'avx'), '', 'intel:avx:ort-cpu'],
  ['x64', cpuinfo('HygonGenuine'), '', 'unknown:x64:ort-cpu'],
  ['x64', '', 'Intel(R) Core(TM) i7', 'intel:x64:ort-cpu'],
  ['arm64', 'processor\t: 0\nFeatures\t: fp asimd\n', '', 'arm64:neon:ort-cpu'],
  ['arm64', '', 'Apple M3', 'apple:neon:ort-cpu'],
  ['riscv64', '', '', 'unknown:riscv64:ort-cpu'],
])('a machine of %s is classed by what it says of itself', (arch, text, model, expected) => {
  expect(hardwareClassOf(arch, text, model)).toBe(expected);
});

test('this machine has a class and a stack', () => {
  const cpu = hardwareClass({ provider: 'cpu', driver: null });
  expect(cpu).toMatch(/^[a-z0-9]+:[a-z0-9]+:ort-cpu$/);
  expect(stack('cpu')).toMatch(/^heirloom@\d+\.\d+\.\d+\+onnxruntime-node@\d+\.\d+\.\d+$/);
});

test('the wasm provider is of one class on every machine, a GPU provider of its driver’s', () => {
  expect(hardwareClass({ provider: 'wasm', driver: null })).toBe('wasm:simd:ort-wasm');
  expect(stack('wasm')).toMatch(/\+onnxruntime-web@\d+\.\d+\.\d+$/);
  expect(hardwareClass({ provider: 'webgpu', driver: 'swiftshader' })).toBe('vulkan:swiftshader:ort-webgpu');
  expect(hardwareClass({ provider: 'webgpu', driver: null })).toBe('vulkan:unknown:ort-webgpu');
});

test('a host mark is the same on one machine and one hub, and another on any other', () => {
  expect(hostMark('hub')).toMatch(/^[0-9a-f]{32}$/);
  expect(hostMark('hub')).toBe(hostMark('hub'));
  const marks = [hostMark('a', 'm1'), hostMark('b', 'm1'), hostMark('a', 'm2'), hostMark('am', '1')];
  expect(new Set(marks).size).toBe(4);
  expect(marks.join()).not.toContain('m1');
});
