import { activityErrors } from './activity.rules';
import { withDefaults } from './activity.defaults';
import { activity } from './spec-content';

const rubric = { criteria: [{ key: 'aim', title: 'Aim', levels: [{ key: 'low', points: 0, title: 'Low' }, { key: 'high', points: 1, title: 'High' }] }] };
const assignment = (own: object) => activity({ key: 'a', kind: 'assignment', title: 'A', rubric, ...own });
const example = (own: object) => ({ key: 'e', title: 'E', ...own });
const pointers = (own: object) => activityErrors(assignment(own), '/x').map(({ pointer }) => pointer);

describe('what a schema cannot say of an assignment', () => {
  it.each([
    ['a field of the form named twice', { form: { fields: [{ key: 'f', title: 'F' }, { key: 'f', title: 'G' }] } }, ['/x/form/fields/1/key']],
    ['an example named twice', { examples: [example({}), example({})] }, ['/x/examples/1/key']],
    ['a level for a criterion that is not there', { examples: [example({ scores: { gone: 'low' } })] }, ['/x/examples/0/scores/gone']],
    ['a level that its criterion does not have', { examples: [example({ scores: { aim: 'middle' } })] }, ['/x/examples/0/scores/aim']],
    ['a comment on a criterion that is not there', { examples: [example({ comments: { gone: 'Why' } })] }, ['/x/examples/0/comments/gone']],
    ['nothing wrong', { form: { fields: [{ key: 'f', title: 'F' }] }, examples: [example({ scores: { aim: 'high' }, comments: { aim: 'Why' } })] }, []],
  ])('%s', (_what, own, expected) => {
    expect(pointers(own)).toEqual(expected);
  });
});

describe('an assignment from before a setting was there', () => {
  it('has its default, and keeps what was said', () => {
    const old = JSON.parse(JSON.stringify({ ...assignment({ correctionMinutes: 5 }), form: undefined, examples: undefined, rounds: undefined }));
    expect(withDefaults(old)).toMatchObject({ key: 'a', title: 'A', form: { fields: [] }, examples: [], rounds: 1, correctionMinutes: 5, rubric });
  });
  it('leaves other kinds as they are', () => {
    const page = activity({ key: 'p', kind: 'page', title: 'P' });
    expect(withDefaults(page)).toBe(page);
  });
});
