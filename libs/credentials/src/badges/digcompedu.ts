/**
 * The 22 competences of DigCompEdu, as they are called in English. Source: Redecker, C., European Framework for the Digital
 * Competence of Educators: DigCompEdu, EUR 28775 EN, 2017, doi:10.2760/159770 (CC BY 4.0). Levels are those of its chapter 4.
 */
export const DIGCOMPEDU = {
  version: '2017',
  levels: ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'],
  competences: {
    '1.1': 'Organisational communication',
    '1.2': 'Professional collaboration',
    '1.3': 'Reflective practice',
    '1.4': 'Digital continuous professional development',
    '2.1': 'Selecting digital resources',
    '2.2': 'Creating and modifying digital resources',
    '2.3': 'Managing, protecting and sharing digital resources',
    '3.1': 'Teaching',
    '3.2': 'Guidance',
    '3.3': 'Collaborative learning',
    '3.4': 'Self-regulated learning',
    '4.1': 'Assessment strategies',
    '4.2': 'Analysing evidence',
    '4.3': 'Feedback and planning',
    '5.1': 'Accessibility and inclusion',
    '5.2': 'Differentiation and personalisation',
    '5.3': 'Actively engaging learners',
    '6.1': 'Information and media literacy',
    '6.2': 'Digital communication and collaboration',
    '6.3': 'Digital content creation',
    '6.4': 'Responsible use',
    '6.5': 'Digital problem solving',
  },
} as const;
export type Competence = keyof typeof DIGCOMPEDU.competences;
export type CompetenceLevel = (typeof DIGCOMPEDU.levels)[number];
