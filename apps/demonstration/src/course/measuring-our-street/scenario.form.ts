import type { AssignmentInput } from '../demonstration.course';

const field = (key: string, title: string, hint: string, required = true) => ({ key, title, hint, required });

/** The fields of a learning scenario, as "Six decisions, then the form" and the task name them. */
export const scenarioForm: NonNullable<AssignmentInput['form']> = {
  fields: [
    field('summary', 'Title and summary', 'What will pupils find out?'),
    field('class', 'Class', 'Subject, age, number of pupils, language of the class and languages in it.'),
    field('time', 'Time', 'To prepare, and to teach: “40 min; 4 × 45 min”.'),
    field('outcomes', 'Outcomes', 'Two or three, beginning with a verb that one can see. Framework codes if you like.'),
    field('material', 'Material', 'Each thing with its source and licence. Add your data sheet.'),
    field('sequence', 'Sequence', 'Step, what pupils do, minutes, grouping. Ask, collect, picture and tell should all be in it.'),
    field('assessment', 'Assessment', 'What do you look at, and how do pupils know?'),
    field('adaptation', 'Adaptation', 'For learners of the language and for at least one other pupil you have in mind, without a name.'),
    field('low-tech', 'Low-tech variant', 'Line by line.'),
    field('safety', 'Privacy and safety', 'The four rules, applied to your place.'),
    field('reflection', 'Reflection', 'What could go wrong, and what then? If you have tried it: what happened?', false),
    field('licence', 'Licence', 'We suggest CC BY 4.0.'),
  ],
};
