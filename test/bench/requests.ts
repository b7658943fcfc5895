import { activityKey, ACTIVITIES, editionId, ENROLLED, enrolmentId, PEOPLE, SMALL_EDITIONS, tokenOf, UNSEEN } from './names';

export type Ask = Readonly<{ person: number; method: 'GET' | 'POST'; path: string; headers: Readonly<Record<string, string>>; body?: string }>;
export type Measured = Readonly<{
  /** What the figures are printed under, and what the floor finds its part by. */
  name: string;
  kind: 'json' | 'page';
  /** The status of every answer. */
  status: number;
  /** Whether the world is set back after each round. */
  writes: boolean;
  /** How many different requests there are: no round asks for more. */
  most: number;
  /** The request of a number, always the same. */
  ask(number: number): Ask;
}>;

const PLAN = 'x-bench';
const spread = (number: number, among: number): number => (number * 7_919) % among;

const get = (name: string, kind: 'json' | 'page', path: (person: number, number: number) => string): Measured => ({
  name,
  kind,
  status: 200,
  writes: false,
  most: Infinity,
  ask: (number) => asked(name, kind, spread(number, ENROLLED), 'GET', path(spread(number, ENROLLED), number)),
});

function asked(name: string, kind: 'json' | 'page', person: number, method: 'GET' | 'POST', path: string, body?: string): Ask {
  const who: Record<string, string> = kind === 'json' ? { authorization: `Bearer ${tokenOf('bearer', person)}` } : { cookie: `academy=${tokenOf('cookie', person)}`, accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  return { person, method, path, headers: { ...who, [PLAN]: name, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, ...(body === undefined ? {} : { body }) };
}

/** Each teacher once with the first activity of the second module, then each with the next, and so on. */
const firstView = (name: string, kind: 'json' | 'page', base: string): Measured => ({
  ...get(name, kind, (person, number) => `${base}/${enrolmentId(person)}/activities/${activityKey(Math.floor(number / ENROLLED) + UNSEEN)}`),
  writes: true,
  most: ENROLLED * (ACTIVITIES - UNSEEN + 1),
});

/** People who are not enrolled yet, each once in each edition. */
const enrolling = (name: string, kind: 'json' | 'page', editions: readonly number[]): Measured => {
  const people = PEOPLE - ENROLLED;
  return {
    name,
    kind,
    status: kind === 'json' ? 201 : 303,
    writes: true,
    most: people * editions.length,
    ask: (number) => {
      const edition = editionId(editions[number % editions.length]!);
      const person = ENROLLED + spread(Math.floor(number / editions.length), people);
      if (kind === 'json') return asked(name, kind, person, 'POST', `/api/v1/editions/${edition}/enrolments`);
      return asked(name, kind, person, 'POST', `/editions/${edition}/enrolment`, 'certificateName=Eleni+Papadopoulou');
    },
  };
};

const seen = (person: number): string => `${enrolmentId(person)}/activities/${activityKey(1)}`;
const small = Array.from({ length: SMALL_EDITIONS }, (_, index) => index + 1);

/** What is measured. "Again" is an activity that the teachers have seen. */
export const REQUESTS: readonly Measured[] = [
  get('catalogue', 'json', () => '/api/v1/courses?limit=12'),
  get('outline', 'json', (person) => `/api/v1/enrolments/${enrolmentId(person)}`),
  firstView('activity, first view', 'json', '/api/v1/enrolments'),
  get('activity, again', 'json', (person) => `/api/v1/enrolments/${seen(person)}`),
  enrolling('enrolment, one edition', 'json', [0]),
  enrolling('enrolment, 50 editions', 'json', small),
  get('catalogue page', 'page', () => '/courses'),
  get('outline page', 'page', (person) => `/learning/${enrolmentId(person)}`),
  firstView('activity page, first view', 'page', '/learning'),
  get('activity page, again', 'page', (person) => `/learning/${seen(person)}`),
  { ...get('enrolment page', 'page', () => ''), ask: (number) => asked('enrolment page', 'page', ENROLLED + spread(number, PEOPLE - ENROLLED), 'GET', `/editions/${editionId(1)}/enrolment`) },
  enrolling('enrolment form sent', 'page', small),
];
