import { existsSync, readdirSync } from 'node:fs';
import { isOnGpu, type Provider } from './provider.ts';

/** What of this machine a child on a GPU may use beyond any other child. */
export interface GpuAccess {
  readonly devices: readonly string[];
  /** Files and folders it may read. */
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The size of file it needs at least to write: drivers keep shaders and buffers in memory files. */
  readonly fileBytesMin: number;
}

export const NO_GPU: GpuAccess = { devices: [], files: [], env: {}, fileBytesMin: 0 };

/** Nothing for a provider on the processor; for others the GPU's devices, its driver's files and nothing else. */
export function gpuAccess(provider: Provider, vulkanDriver?: string): GpuAccess {
  if (!isOnGpu(provider)) return NO_GPU;
  const driver = vulkanDriver === undefined ? [] : [vulkanDriver];
  const devices = ['/dev/dri', ...nvidiaDevices()].filter(existsSync);
  // A driver in software asks the kernel for no device.
  const kernelFiles = devices.length > 0 ? KERNEL_FILES : [];
  return {
    devices,
    files: [...DRIVER_FILES, ...kernelFiles, ...driver].filter(existsSync),
    env: vulkanDriver === undefined ? {} : { VK_DRIVER_FILES: vulkanDriver },
    fileBytesMin: DRIVER_FILE_BYTES,
  };
}

// With less, SwiftShader was ended by the limit; its least was not measured.
const DRIVER_FILE_BYTES = 256 << 20;

// Where drivers name themselves.
const DRIVER_FILES = ['/usr/share/vulkan', '/etc/vulkan', '/usr/local/nvidia', '/etc/ld.so.cache'];

// Where the kernel says which device is which; they tell of every device of the machine.
const KERNEL_FILES = ['/sys/dev/char', '/sys/bus/pci', '/sys/devices'];

function nvidiaDevices(): readonly string[] {
  if (!existsSync('/dev')) return [];
  return readdirSync('/dev')
    .filter((name) => /^nvidia(\d+|ctl|-uvm|-uvm-tools|-modeset)$/.test(name))
    .map((name) => `/dev/${name}`);
}
