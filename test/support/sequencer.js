const TestSequencer = require('@jest/test-sequencer').default;

/** Groups run as they are numbered, the longest first; suites that were named run as Jest would have it. */
module.exports = class extends TestSequencer {
  sort(tests) {
    const isGrouped = [...tests].every(({ path }) => path.endsWith('.group.js'));
    return isGrouped ? [...tests].sort((one, other) => one.path.localeCompare(other.path)) : super.sort(tests);
  }
};
