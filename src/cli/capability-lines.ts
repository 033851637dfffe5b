import type { Capabilities, ProviderCapability } from '../runner/capabilities.ts';

/** What a machine can do as a runner, a line a fact. */
export function capabilityLines(found: Capabilities): readonly string[] {
  const memory = (found.memoryBytes / 2 ** 30).toFixed(1);
  const shortfall = found.shortfalls[0] === undefined ? '' : `   ${found.shortfalls[0]}`;
  return [
    `machine   ${found.cpuModel}, ${found.cores} cores, ${memory} GiB`,
    `sandbox   ${found.sandboxLevel}${shortfall}`,
    `tasks     ${found.tasks.join(', ')}`,
    ...found.providers.map(providerLine),
  ];
}

function providerLine({ provider, isFit, reason, driver, hardwareClass, furthest }: ProviderCapability) {
  const name = provider.padEnd(6);
  const through = driver === null ? '' : ` (driver ${driver})`;
  if (!isFit) return `✘ ${name}  ${reason}${through}`;
  const off = furthest === null ? '' : `, self-test within ${furthest.differencePpm.toFixed(1)} millionths`;
  return `✔ ${name}  ${hardwareClass}${through}${off}`;
}
