import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One Node runs everything: npm scripts find the pinned Node 24 first on their PATH.
// As Node resolves it: vite would take graphql's `module` file, a second copy beside the one CommonJS gets.
const graphql = fileURLToPath(import.meta.resolve('graphql'));

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    env: { ORT_DISABLE_TELEMETRY: '1' },
    // A busy machine of two cores may take seconds to draw what is polled for.
    expect: { poll: { timeout: 15_000 } },
    // Most stories wait for processes and disks: two at a time take little more than one, also on two cores.
    maxWorkers: 2,
    hookTimeout: 60_000,
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
