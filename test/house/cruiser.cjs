// Who may import what. Read from the left: each lib looks only at what stands left of it.
const STAIRS = ['platform', 'people', 'courses', 'editions', 'enrolments', 'learning', 'reviews', 'discussions', 'credentials', 'reminders', 'insights'];

// The folders of peer review, in the same way.
const REVIEW_ROOMS = ['allocation', 'submissions', 'grading', 'reviewing', 'moderation', 'rounds'];

// The folders of discussions.
const DISCUSSION_ROOMS = ['people', 'search', 'posting', 'reading', 'kinds', 'moderation'];

// The folders of credentials.
const CREDENTIAL_ROOMS = ['signing', 'rendering', 'badges', 'awards', 'recognition', 'certificates', 'verifying'];

const error = (name, from, to) => ({ name, severity: 'error', from, to });
const upstairs = (step) => STAIRS.slice(step + 1).join('|');

module.exports = {
  forbidden: [
    ...STAIRS.slice(0, -1).map((lib, step) => error(`${lib}-never-looks-up`, { path: `^libs/${lib}/` }, { path: `^libs/(${upstairs(step)})/` })),
    ...REVIEW_ROOMS.slice(0, -1).map((room, step) => error(`reviews-${room}-never-looks-up`, { path: `^libs/reviews/src/${room}/` }, { path: `^libs/reviews/src/(${REVIEW_ROOMS.slice(step + 1).join('|')})/` })),
    ...DISCUSSION_ROOMS.slice(0, -1).map((room, step) => error(`discussions-${room}-never-looks-up`, { path: `^libs/discussions/src/${room}/` }, { path: `^libs/discussions/src/(${DISCUSSION_ROOMS.slice(step + 1).join('|')})/` })),
    ...CREDENTIAL_ROOMS.slice(0, -1).map((room, step) => error(`credentials-${room}-never-looks-up`, { path: `^libs/credentials/src/${room}/` }, { path: `^libs/credentials/src/(${CREDENTIAL_ROOMS.slice(step + 1).join('|')})/` })),
    error('every-lib-has-its-step', { path: `^libs/(?!(${STAIRS.join('|')})/)` }, {}),
    error('libs-never-import-apps', { path: '^libs/' }, { path: '^(apps|migrations|test|scripts)/' }),
    error('libs-use-the-door', { path: '^libs/([^/]+)/' }, { path: '^libs/(?!$1/)', pathNot: '^libs/[^/]+/src/index\\.ts$' }),
    error('apps-use-the-door', { path: '^(apps|migrations)/' }, { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' }),
    error('apps-leave-each-other-alone', { path: '^apps/([^/]+)/' }, { path: '^apps/(?!$1/)' }),
    error(
      'rules-are-pure',
      { path: '^(libs|apps)/([^/]+)/.*\\.(rules|policy)\\.ts$' },
      { dependencyTypesNot: ['type-only'], pathNot: '^$1/$2/.*\\.(rules|policy)\\.ts$' },
    ),
    error('no-circles', { path: '^(apps|libs|migrations)/' }, { circular: true }),
    error('everything-is-found', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'], mainFields: ['main', 'types'] },
  },
};
