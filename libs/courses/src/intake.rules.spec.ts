import { NewActivity, NewModule } from './activity.schemas';
import { incomingActivity, incomingErrors, incomingModule, Intake } from './intake.rules';
import { activity, content, courseModule, page, section } from './spec-content';

const before = content([courseModule('m1', [section('s1', [page('a', { revision: 4 })])])]);
const keys = new Set(['m1', 's1', 'a']);

describe('what comes in', () => {
  it('gets keys from its titles, past those that are taken or given in the same breath', () => {
    const module = NewModule.parse({ title: 'Same', sections: [{ key: 'same-2', title: 'Same', activities: [{ kind: 'page', title: 'Same' }, { kind: 'quiz', title: '☃' }] }] });
    const settled = new Intake(incomingModule(module), new Set(['same']), before, 7).module(module);
    expect(settled).toMatchObject({ key: 'same-3', revision: 7, sections: [{ key: 'same-2', revision: 7, activities: [{ key: 'same-4', revision: 7 }, { key: 'quiz', revision: 7 }] }] });
  });

  it('is refused where a key is taken or used twice', () => {
    const module = NewModule.parse({ key: 'a', title: 'M', sections: [{ key: 'new', title: 'S', activities: [{ key: 'new', kind: 'page', title: 'P' }] }] });
    expect(incomingErrors(incomingModule(module, '/modules/0'), keys, before).map(({ pointer }) => pointer)).toEqual(['/modules/0/key', '/modules/0/sections/0/activities/0/key']);
  });

  it('may bring back a revision, but not another', () => {
    const given = (revision: number, key?: string) => incomingErrors(incomingActivity(NewActivity.parse({ key, kind: 'page', title: 'A', revision })), new Set(), before);
    expect(given(4, 'a')).toEqual([]);
    expect(given(5, 'a')).toEqual([{ pointer: '/revision', detail: 'is made by the server' }]);
    expect(given(4, 'z')).toHaveLength(1);
    expect(given(4)).toHaveLength(1);
  });

  it('is refused where keys within an activity are used twice, or its rule fits another kind', () => {
    const option = { key: 'x', text: 'X' };
    const question = { key: 'q', type: 'single', prompt: 'P', options: [option, option] };
    const quiz = NewActivity.parse({ kind: 'quiz', title: 'Q', questions: [question, question], completion: { rule: 'posted' } });
    expect(incomingErrors(incomingActivity(quiz), new Set(), before).map(({ pointer }) => pointer)).toEqual([
      '/questions/1/key', '/questions/0/options/1/key', '/questions/1/options/1/key', '/completion',
    ]);
    const level = { key: 'l', points: 1, title: 'L' };
    const assignment = NewActivity.parse({ kind: 'assignment', title: 'A', rubric: { criteria: [{ key: 'c', title: 'C', levels: [level, level] }] } });
    expect(incomingErrors(incomingActivity(assignment), new Set(), before).map(({ pointer }) => pointer)).toEqual(['/rubric/criteria/0/levels/1/key']);
  });

  it('leaves a rule ungiven that only came back as it was shown, so that it follows the pass mark', () => {
    const held = content([courseModule('m1', [section('s1', [activity({ key: 'q', kind: 'quiz', title: 'Q', passMark: 0.5 })])])]);
    const settle = (own: object) => new Intake([], new Set(), held, 2).activity(NewActivity.parse({ key: 'q', kind: 'quiz', title: 'Q', passMark: 0.8, ...own }));
    expect(settle({ completion: { rule: 'score', atLeast: 0.5 } })).not.toHaveProperty('completion');
    expect(settle({ completion: { rule: 'score', atLeast: 0.9 } })).toHaveProperty('completion', { rule: 'score', atLeast: 0.9 });
  });
});
