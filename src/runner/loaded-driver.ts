import { readFile } from 'node:fs/promises';

/**
 * The GPU driver this process has loaded, by its library: `swiftshader`, `nvidia`, `radeon`… The runtime tells no
 * adapter's name, but a driver must be mapped to be used.
 */
export async function loadedDriver(): Promise<string | null> {
  const maps = await readFile('/proc/self/maps', 'utf8').catch(() => '');
  return driverIn(maps);
}

export function driverIn(maps: string): string | null {
  for (const [, name] of maps.matchAll(LIBRARY)) {
    const driver = DRIVERS.find(([library]) => name?.startsWith(library))?.[1];
    if (driver !== undefined) return driver;
  }
  return null;
}

/** What a child may say its driver is; the word goes into signed statements. */
export function isDriver(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,40}$/.test(value);
}

const LIBRARY = /\/([^/\n]+\.so[.0-9]*)$/gm;

const DRIVERS: readonly (readonly [string, string])[] = [
  ['libvk_swiftshader', 'swiftshader'],
  ['libvulkan_lvp', 'lavapipe'],
  ['libvulkan_radeon', 'radeon'],
  ['libvulkan_intel', 'intel'],
  ['libvulkan_nouveau', 'nouveau'],
  ['libGLX_nvidia', 'nvidia'],
  ['libnvidia-', 'nvidia'],
  ['libcuda.so', 'nvidia'],
];
