import { defineConfig } from 'vitest/config';

// One Node runs everything: npm scripts find the pinned Node 24 first on their PATH.
export default defineConfig({
  test: {
    env: { ORT_DISABLE_TELEMETRY: '1' },
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
