type Activity = { key: string; kind: string; title: string; required?: boolean; completion: object };
const part = (key: string, title: string, activities: Activity[]) => ({
  key, title, summary: '', sections: [{ key: `${key}-s`, title, activities: activities.map((activity) => ({ required: true, minutes: 10, ...activity })) }],
});

/** Three modules: reading and a quiz; a diary and a work that is reviewed; a talk. Five of the six activities are required. */
export const OUTLINE = [
  part('m1', 'Why count', [
    { key: 'read', kind: 'page', title: 'Why we count', completion: { rule: 'viewed' } },
    { key: 'more', kind: 'page', title: 'More of it', required: false, completion: { rule: 'viewed' } },
    { key: 'quiz', kind: 'quiz', title: 'What is a count?', completion: { rule: 'score', atLeast: 0.6 } },
  ]),
  part('m2', 'Doubt', [
    { key: 'diary', kind: 'reflection', title: 'My doubt', completion: { rule: 'submitted' } },
    { key: 'plan', kind: 'assignment', title: 'Your plan', completion: { rule: 'reviewed' } },
  ]),
  part('m3', 'Share', [{ key: 'talk', kind: 'discussion', title: 'Compare', completion: { rule: 'posted', count: 1 } }]),
];
