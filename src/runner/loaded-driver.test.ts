import { expect, test } from 'vitest';
import { driverIn, isDriver } from './loaded-driver.ts';

test.each([
  ['7f00-7f01 r-xp 00000000 08:01 1  /usr/lib/chromium/libvk_swiftshader.so\n', 'swiftshader'],
  ['7f00-7f01 r-xp 00000000 08:01 1  /usr/lib/x86_64-linux-gnu/libGLX_nvidia.so.570.1\n', 'nvidia'],
  ['7f00-7f01 r-xp 00000000 08:01 1  /usr/lib/libvulkan_radeon.so\n', 'radeon'],
  ['7f00-7f01 r-xp 00000000 08:01 1  /usr/lib/libvulkan.so.1.3.239\n', null],
  ['', null],
])('the driver of %j is told by its library', (maps, driver) => {
  expect(driverIn(maps)).toBe(driver);
});

test('a driver’s word is short and plain', () => {
  expect(['swiftshader', 'nvidia'].every(isDriver)).toBe(true);
  expect(['', 'a b', 'A', 'x'.repeat(41), 7, null].some(isDriver)).toBe(false);
});
