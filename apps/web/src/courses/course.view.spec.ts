import type { OutlineModule } from '@academy/courses';
import { earningView } from './course.view';

const activity = (key: string, kind: string, completion: object, required = true) => ({ key, kind, title: key, required, completion, minutes: null });
const outline = (...activities: object[]) => [{ key: 'm', title: 'M', summary: '', sections: [{ key: 's', title: 'S', activities }] }] as OutlineModule[];

describe('what a course asks for its certificate', () => {
  it('is counted by how it counts, work for review by itself', () => {
    const modules = outline(
      activity('read', 'page', { rule: 'viewed' }),
      activity('more', 'page', { rule: 'viewed' }, false),
      activity('talk', 'discussion', { rule: 'posted', count: 1 }),
      activity('diary', 'reflection', { rule: 'submitted' }),
      activity('sheet', 'assignment', { rule: 'submitted' }),
      activity('plan', 'assignment', { rule: 'reviewed' }),
    );
    expect(earningView(modules)).toEqual({
      count: 5,
      reviewed: 1,
      rules: [{ rule: 'viewed', count: 1 }, { rule: 'submitted', count: 1 }, { rule: 'handed-in', count: 1 }, { rule: 'posted', count: 1 }, { rule: 'reviewed', count: 1 }],
    });
  });
});
