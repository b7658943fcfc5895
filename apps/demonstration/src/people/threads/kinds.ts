import { type Contribution, reply } from './contribution';

/** Walls, polls and announcements. */
export const kinds: Contribution[] = [
  {
    person: 'coordinator', activityKey: null, kind: 'announcement', language: 'en', day: 18.1, title: 'This week: hand in your scenario, and read three others',
    markdown: 'Week 4 is the week of your own lesson. Hand in what you have, even if it is not finished: the three colleagues who read it are teachers, not examiners.\n\nOn **Thursday at 17:00 CET** Mikkel and I answer questions live; what was asked will stand here afterwards.',
    replies: [reply('moderator', 'en', 'Asked on Thursday: *May I hand in a lesson that failed?* Yes. Say what failed, and what you would change. Those are the ones that get the best reviews.', { reactions: { helpful: ['ines-carvalho', 'goncalo-medeiros', 'awa-diarra'], thanks: ['niamh-keogh'] } })],
  },
  {
    person: 'moderator', activityKey: 'wall-my-street', kind: 'wall', language: 'en', title: 'One picture of our data',
    markdown: 'A sheet, a map, a chart: no faces, no number plates. One sentence below it. Vote for what you would like to try.',
    replies: [
      reply('agnieszka-wrobel', 'pl', 'Nasza mapa hałasu: im większe kółko, tym głośniej. Domów na niej nie ma, tylko skrzyżowania.', { picture: { name: 'noise-map', description: 'A street map with circles at its crossings; the larger a circle, the louder it was.' }, reactions: { helpful: ['rui-tavares', 'camille-lefort', 'lucia-ferrer', 'katharina-weiss', 'desislava-georgieva'] } }),
      reply('jonas-hollerbach', 'de', 'Zwölf Bordsteine auf dem Weg zur Bücherei, im Querschnitt. Rot ist ab drei Zentimetern.', { picture: { name: 'kerb-section', description: 'Twelve kerbs drawn from the side, those above three centimetres in red.' }, reactions: { helpful: ['katharina-weiss', 'agnieszka-wrobel', 'ines-carvalho'] } }),
      reply('eleni-papadaki', 'el', 'Είκοσι βήματα, ζωγραφισμένα ένα ένα: κίτρινο ο ήλιος, μπλε η σκιά.', { picture: { name: 'shade-walk', description: 'Twenty steps along a wall, yellow in the sun and blue in the shade.' }, reactions: { helpful: ['lucia-ferrer', 'tomas-calero', 'nikos-vlachopoulos', 'teacher'] } }),
      reply('nino-kavtaradze', 'en', 'Our whole equipment, in one shoe box.', { picture: { name: 'low-tech-kit', description: 'A shoe box with chalk, string, pencils, a kitchen timer and a tape measure.' }, reactions: { helpful: ['aoife-brennan', 'grace-adeyemi'] } }),
      reply('ciaran-o-dea', 'en', 'The sheet, after the fourth try. The row “not sure” was the idea of the quietest child.', { picture: { name: 'tally-sheet', description: 'A tally sheet with rows for walkers, bicycles, cars and “not sure”.' }, reactions: { helpful: ['sanna-lehtovaara', 'jonas-hollerbach', 'malgorzata-swierk', 'giulia-santoro', 'teacher', 'ioana-muresan'] } }),
      reply('ines-carvalho', 'pt', 'Um ponto por cada pessoa que esperou pelo autocarro. Ninguém reparou na hora do almoço até a desenharmos.', { picture: { name: 'waiting-dots', description: 'A dot for each person who waited at a bus stop, minute by minute.' }, reactions: { helpful: ['rui-tavares', 'marta-quintela'] } }),
    ],
  },
  {
    person: 'sanna-lehtovaara', activityKey: null, kind: 'poll', language: 'en', day: 15, title: 'Which moment of the day do you count in?',
    markdown: 'I wonder whether we all look at the same ten minutes.',
    poll: {
      options: ['Before the first bell', 'At noon', 'When school ends', 'In the evening, as homework'],
      votes: [
        ['aoife-brennan', 'ciaran-o-dea', 'katharina-weiss', 'agnieszka-wrobel', 'grace-adeyemi', 'marta-quintela', 'ioana-muresan', 'camille-lefort', 'niamh-keogh', 'malgorzata-swierk'],
        ['eleni-papadaki', 'tomas-calero', 'lucia-ferrer'],
        ['giulia-santoro', 'rui-tavares', 'desislava-georgieva', 'nikos-vlachopoulos', 'mikko-ahonen', 'outi-karkkainen'],
        ['nino-kavtaradze'],
      ],
    },
    replies: [
      reply('nino-kavtaradze', 'en', 'I am the one for the evening. The street is another one then: people stay.', { reactions: { agree: ['giorgi-lomidze'] } }),
      reply('sanna-lehtovaara', 'en', 'So hardly any of us knows the evening. That may be a project of its own.'),
    ],
  },
  {
    person: 'coordinator', activityKey: null, kind: 'poll', language: 'en', day: -2.6, title: 'When shall we meet online at the end?',
    markdown: '',
    poll: {
      options: ['Tuesday, 16:00 CET', 'Wednesday, 18:00 CET', 'Saturday, 10:00 CET'],
      isMultiple: true,
      votes: [['ines-carvalho', 'aylin-demirci', 'kinga-brzezicka'], ['ines-carvalho', 'aoife-brennan', 'grace-adeyemi', 'jonas-hollerbach', 'ioana-muresan', 'lukasz-zielonka', 'solene-kermarec'], ['nino-kavtaradze', 'giorgi-lomidze', 'aoife-brennan']],
    },
    replies: [],
  },
];
