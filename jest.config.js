// Where all suites run: files that hold many of them, written for this run.
const groups = process.env.TEST_GROUPS;

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // What require() asks for in Node, where it can load ES modules: file-type offers itself in no other way.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'module-sync'] },
  roots: groups ? ['<rootDir>', groups] : ['<rootDir>'],
  testMatch: groups ? [`${groups}/*.group.js`] : ['<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/test/*.spec.ts', '<rootDir>/test/!(bench)/**/*.spec.ts'],
  testSequencer: '<rootDir>/test/support/sequencer.js',
  // Beyond what until() waits: who is told what was missing can mend it.
  testTimeout: 600_000,
  globalSetup: '<rootDir>/test/support/global-set-up.ts',
  maxWorkers: 3,
  // Half a second, which Jest gives, is short for a process that has loaded the Academy many times, on a busy machine.
  workerGracefulExitTimeout: 10_000,
  // A process that has run many suites holds more than a gigabyte, most of it long forgotten: starting other programs and tidying up become slow.
  workerIdleMemoryLimit: '700MB',
  moduleNameMapper: { '^@academy/([^/]+)$': '<rootDir>/libs/$1/src/index.ts' },
  transform: { '\\.[cm]?[tj]s$': '<rootDir>/test/support/jest-transform.js' },
  // Dependencies are transformed too: the transformer itself tells which need it.
  transformIgnorePatterns: ['\\.json$'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.academy'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
