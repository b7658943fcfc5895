import type { ActivityInput, AssignmentInput, ModuleInput, QuestionInput, SurveyQuestionInput } from './demonstration.course';
import type { PageReader } from './pages';

const PASS = 0.6;

/** Activities in one line each: their text lies in the page of the same key. Minutes are a teacher's, pauses left out. */
export function authoring(pages: PageReader) {
  const head = (key: string, title: string, minutes: number) => ({ key, title, minutes });
  return {
    page: (key: string, title: string, minutes: number): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'page', markdown: pages(key), completion: { rule: 'viewed' } }),

    film: (key: string, title: string, minutes: number, film: { url: string; captions: { language: string; url: string }[] }): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'video', ...film, transcript: pages(key), completion: { rule: 'viewed' } }),

    link: (key: string, title: string, minutes: number, url: string, { required = true } = {}): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'resource', url, required, description: pages(key), completion: { rule: 'viewed' } }),

    quiz: (key: string, title: string, minutes: number, questions: QuestionInput[], { shuffle = false } = {}): ActivityInput => ({
      ...head(key, title, minutes), kind: 'quiz', introduction: pages(key), questions, shuffle, passMark: PASS, attempts: null,
      completion: { rule: 'score', atLeast: PASS },
    }),

    discussion: (key: string, title: string, minutes: number): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'discussion', prompt: pages(key), completion: { rule: 'marked' } }),

    diary: (key: string, title: string, minutes: number): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'reflection', prompt: pages(key), completion: { rule: 'submitted' } }),

    /** Beside the hours that a course counts: nobody has to answer. */
    survey: (key: string, title: string, questions: SurveyQuestionInput[]): ActivityInput =>
      ({ key, title, kind: 'survey', required: false, introduction: pages(key), questions, completion: { rule: 'submitted' } }),

    /** Each edition says when; nobody has to come. */
    webinar: (key: string, title: string): ActivityInput =>
      ({ ...head(key, title, 0), kind: 'live-event', durationMinutes: 60, required: false, description: pages(key), completion: { rule: 'attended' } }),

    assignment: (key: string, title: string, minutes: number, settings: Omit<AssignmentInput, 'key' | 'kind' | 'title' | 'minutes' | 'prompt' | 'completion'>): ActivityInput =>
      ({ ...head(key, title, minutes), kind: 'assignment', prompt: pages(key), ...settings, completion: { rule: 'reviewed' } }),
  };
}

export function activitiesOf(modules: readonly ModuleInput[]): ActivityInput[] {
  return modules.flatMap((module) => (module.sections ?? []).flatMap((section) => section.activities ?? []));
}
