import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { SurveyBoxes, Surveys } from '@academy/learning';
import type { DemoPath, DemoPerson } from '../people';
import { seeded } from '../people/seeded';
import { History } from './history';

const MINUTE = 60_000;
type Taking = Readonly<{ enrolmentId: string; person: DemoPerson; path: DemoPath; begun: Date; stop: Date }>;

/** In the language of whoever writes. */
const WORRIES: Readonly<Record<string, string>> = {
  en: 'Our school stands at a main road, and I need a second adult to go out.',
  de: 'Die Zeit: Für eine Doppelstunde draußen muss ich mit zwei Kolleginnen tauschen.',
  fr: 'L’autorisation de sortie se demande trois semaines à l’avance.',
  el: 'Τριάντα μαθητές και ένας μόνο δάσκαλος.',
  pl: 'Nie wiem, czy rodzice się zgodzą.',
  it: 'Nella mia classe quasi nessuno ha un metro a casa.',
};
const CHANGES: Readonly<Record<string, string>> = {
  en: 'One module fewer, and more time for the reviews.',
  de: 'Die dritte Woche war zu voll; die Statistik hätte zwei Wochen verdient.',
  fr: 'Davantage d’exemples pour les plus jeunes.',
  el: 'Περισσότερα παραδείγματα από μικρά χωριά.',
  pl: 'Wszystko było dobrze.',
  it: 'I video potrebbero essere più corti.',
};

/** What people answer in the surveys of the street: nearly all at the start, those who finish at the end; a little surer then. */
@Injectable()
export class Surveying {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly surveys: Surveys,
    private readonly boxes: SurveyBoxes,
  ) {}

  /** The rows of the past are written as in real life, so a survey is answered while its person is about. */
  plan({ enrolmentId, person, path, begun, stop }: Taking): void {
    if (path.state === 'not-started') return;
    const chance = seeded([...person.key].reduce((sum, sign) => sum * 17 + sign.codePointAt(0)!, 11));
    const early = new Date(begun.getTime() + (5 + chance() * 600) * MINUTE);
    const [start, end] = [this.answersBefore(person.locale, chance), this.answersAfter(person.locale, chance)];
    if (early < stop && chance() < 0.85) this.history.at(early, () => this.answer(enrolmentId, 'survey-before', start, person));
    if (path.state === 'finished') this.history.at(stop, () => this.answer(enrolmentId, 'survey-after', end, person));
  }

  /** Lets answers leave their boxes, as the clockwork would have. */
  settle = (): Promise<number> => this.boxes.empty();

  /** Where the course has such a survey, and whoever answers a place in it. */
  private async answer(enrolmentId: string, key: string, answers: object, { locale }: DemoPerson): Promise<void> {
    const isAsked = await this.database.one(
      `SELECT FROM enrolment e JOIN edition_activity a ON a.edition_id = e.edition_id AND a.activity_key = $2 WHERE e.id = $1 AND e.state = ANY ($3)`,
      [enrolmentId, key, key === 'survey-after' ? ['completed'] : ['active', 'completed']],
    );
    if (isAsked) await this.surveys.answer(enrolmentId, key, { ...answers }, locale);
  }

  private answersBefore(locale: string, chance: () => number): object {
    const sure = () => 1 + Math.floor(chance() * 3.4);
    return {
      'sure-question': sure(), 'sure-data': sure(), 'sure-lesson': sure(),
      'measured-before': ['never', 'once', 'often'][Math.floor(chance() * 2.6)],
      hopes: ['ideas', 'methods', 'statistics', 'colleagues', 'certificate'].filter(() => chance() < 0.5),
      ...(WORRIES[locale] && chance() < 0.6 ? { worries: WORRIES[locale] } : {}),
    };
  }

  private answersAfter(locale: string, chance: () => number): object {
    const sure = () => 3 + Math.floor(chance() * 2.9);
    return {
      'sure-question': sure(), 'sure-data': sure(), 'sure-lesson': sure(),
      helped: ['pages', 'quizzes', 'reviews', 'talk', 'scenario'].filter(() => chance() < 0.45),
      workload: ['less', 'same', 'same', 'more'][Math.floor(chance() * 4)],
      recommend: 4 + Math.floor(chance() * 3.9),
      ...(CHANGES[locale] ? { change: CHANGES[locale] } : {}),
    };
  }
}
