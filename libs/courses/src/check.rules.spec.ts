import { checkDraft } from './check.rules';
import type { DraftActivity } from './draft.types';
import { activity, content, courseModule, page, section } from './spec-content';

const facts = { mediaIds: new Set(['there']), now: new Date('2026-11-30T08:00:00Z') };
const found = (draft: Parameters<typeof checkDraft>[0]) => checkDraft(draft, facts).map(({ severity, code, path }) => [severity, code, path]);
const inOne = (...activities: DraftActivity[]) => content([courseModule('m', [section('s', activities)])]);
const at = '/modules/0/sections/0/activities/0';
const rubric = (levels: number, same?: number) => ({
  criteria: [{ key: 'c', title: 'C', levels: Array.from({ length: levels }, (_, points) => ({ key: `l${points}`, points: same ?? points, title: 'L' })) }],
});
const example = (own: object) => ({ key: 'e', title: 'E', markdown: 'Text', scores: { c: 'l1' }, ...own });
const question = (own: object) => ({ key: 'q', type: 'single', prompt: 'P', options: [{ key: 'x', text: 'X' }, { key: 'y', text: 'Y' }], ...own });

describe('the check of a whole course', () => {
  it('finds nothing in one that is whole', () => {
    expect(found(inOne(page('a'), activity({ key: 'q', kind: 'quiz', title: 'Q', questions: [question({ answer: 'x' })] })))).toEqual([]);
  });

  it.each([
    ['without modules', content([]), ['error', 'emptyCourse', '/modules']],
    ['with an empty module', content([courseModule('m', [])]), ['error', 'emptyModule', '/modules/0']],
    ['with a module of empty sections', content([courseModule('m', [section('s', [])])]), ['error', 'emptyModule', '/modules/0']],
    ['with one empty section', content([courseModule('m', [section('s', [page('a')]), section('t', [])])]), ['warning', 'emptySection', '/modules/0/sections/1']],
    ['without summary', content([courseModule('m', [section('s', [page('a')])])], { summary: '' }), ['warning', 'summaryMissing', '/summary']],
    ['without outcomes', content([courseModule('m', [section('s', [page('a')])])], { outcomes: [] }), ['warning', 'outcomesMissing', '/outcomes']],
    ['without workload', content([courseModule('m', [section('s', [page('a')])])], { workloadHours: 0 }), ['warning', 'workloadMissing', '/workloadHours']],
    ['of more minutes than hours', inOne(page('a', { minutes: 200 })), ['warning', 'workloadImplausible', '/workloadHours']],
    ['of fewer minutes than hours', inOne(page('a', { minutes: 20 })), ['warning', 'workloadImplausible', '/workloadHours']],
  ])('finds what is wrong with one %s', (_what, draft, problem) => {
    expect(found(draft)).toEqual([problem]);
  });

  it('believes a workload that differs a little, or of which not all minutes are known', () => {
    expect(found(inOne(page('a', { minutes: 80 })))).toEqual([]);
    expect(found(inOne(page('a', { minutes: 5 }), page('b')))).toEqual([]);
  });
});

describe('the check of an activity', () => {
  it.each([
    [{ kind: 'page', markdown: ' ' }, 'warning', 'emptyPage', '/markdown'],
    [{ kind: 'page', markdown: '[go](activity:gone)' }, 'error', 'brokenLink', '/markdown'],
    [{ kind: 'page', markdown: 'See <activity:gone>.' }, 'error', 'brokenLink', '/markdown'],
    [{ kind: 'page', markdown: '[go][1]\n\n[1]: activity:gone' }, 'error', 'brokenLink', '/markdown'],
    [{ kind: 'page', markdown: '![Words](/media/gone)' }, 'error', 'fileMissing', '/markdown'],
    [{ kind: 'page', markdown: '![](/media/there)' }, 'warning', 'alternativeTextMissing', '/markdown'],
    [{ kind: 'video', url: 'https://v.example/1' }, 'warning', 'captionsMissing', '/captions'],
    [{ kind: 'video', url: '/media/gone', captions: [{ language: 'en', url: '/media/there' }] }, 'error', 'fileMissing', '/url'],
    [{ kind: 'video', url: '/media/there', captions: [{ language: 'en', url: '/media/gone' }] }, 'error', 'fileMissing', '/captions/0/url'],
    [{ kind: 'resource' }, 'error', 'resourceWithoutTarget', ''],
    [{ kind: 'resource', mediaId: 'gone' }, 'error', 'fileMissing', '/mediaId'],
    [{ kind: 'quiz' }, 'error', 'quizWithoutQuestions', '/questions'],
    [{ kind: 'quiz', questions: [question({})] }, 'error', 'questionWithoutAnswer', '/questions/0/answer'],
    [{ kind: 'quiz', questions: [question({ answer: 'z' })] }, 'error', 'answerNotAnOption', '/questions/0/answer'],
    [{ kind: 'quiz', questions: [question({ answer: 'x', feedback: '[go](activity:gone)' })] }, 'error', 'brokenLink', '/questions/0/feedback'],
    [{ kind: 'assignment' }, 'error', 'rubricMissing', '/rubric'],
    [{ kind: 'assignment', rubric: rubric(1) }, 'error', 'criterionWithoutLevels', '/rubric/criteria/0/levels'],
    [{ kind: 'assignment', rubric: rubric(2, 1) }, 'warning', 'criterionWithoutDifference', '/rubric/criteria/0/levels'],
    [{ kind: 'assignment', rubric: rubric(2), trainingRequired: true }, 'error', 'trainingWithoutExamples', '/examples'],
    [{ kind: 'assignment', rubric: rubric(2), examples: [example({ scores: {} })] }, 'error', 'exampleWithoutLevel', '/examples/0/scores/c'],
    [{ kind: 'assignment', rubric: rubric(2), examples: [example({ markdown: ' ' })] }, 'error', 'emptyExample', '/examples/0/markdown'],
    [{ kind: 'assignment', rubric: rubric(2), examples: [example({ markdown: '[go](activity:gone)' })] }, 'error', 'brokenLink', '/examples/0/markdown'],
    [{ kind: 'assignment', rubric: rubric(2), reviewsToGive: 2 }, 'warning', 'tooFewReviews', '/reviewsToGive'],
    [{ kind: 'assignment', rubric: rubric(2), rounds: 2, release: 'at-review-deadline' }, 'warning', 'secondDraftWithoutReviews', '/release'],
    [{ kind: 'live-event', url: 'https://meet.example.org/1' }, 'warning', 'liveEventWithoutDate', '/startsAt'],
    [{ kind: 'live-event', url: 'https://meet.example.org/1', startsAt: '2026-03-01T17:00:00Z' }, 'warning', 'liveEventPast', '/startsAt'],
    [{ kind: 'live-event', startsAt: '2027-03-01T17:00:00Z' }, 'warning', 'liveEventWithoutLink', '/url'],
    [{ kind: 'discussion', prompt: '![ ](/media/there)' }, 'warning', 'alternativeTextMissing', '/prompt'],
  ])('finds in %j a %s: %s', (own, severity, code, field) => {
    expect(found(inOne(activity({ key: 'a', title: 'A', ...own })))).toEqual([[severity, code, `${at}${field}`]]);
  });

  it.each([
    { kind: 'page', markdown: '[self](activity:a) and [out](https://example.org), `[no](activity:gone)`\n\n```\n![](/media/gone)\n```' },
    { kind: 'video', url: '/media/there', captions: [{ language: 'en', url: '/media/there' }] },
    { kind: 'resource', url: 'https://example.org' },
    { kind: 'assignment', rubric: rubric(2) },
    { kind: 'assignment', rubric: rubric(2), trainingRequired: true, examples: [example({})], rounds: 2 },
    { kind: 'assignment', rubric: rubric(2), reviewsToGive: 1, groupWork: true },
    { kind: 'reflection' },
    { kind: 'live-event', startsAt: '2027-03-01T17:00:00Z', url: 'https://meet.example.org/1' },
  ])('finds nothing in %j', (own) => {
    expect(found(inOne(activity({ key: 'a', title: 'A', ...own })))).toEqual([]);
  });
});
