import { authoring } from '../../authoring';
import type { ModuleInput } from '../../demonstration.course';
import type { PageReader } from '../../pages';
import { trainingRoundQuestions } from '../quizzes/training-round';
import { scenarioExamples } from '../scenario.examples';
import { scenarioForm } from '../scenario.form';
import { scenarioRubric } from '../scenario.rubric';
import { afterTheCourse } from '../surveys';

const DIGCOMPEDU = 'https://joint-research-centre.ec.europa.eu/digcompedu_en';

/** Three colleagues read each scenario; whoever sees a mistake right after handing in has ten minutes to take it back. */
const SCENARIO = {
  form: scenarioForm, rubric: scenarioRubric, examples: scenarioExamples, trainingRequired: true,
  reviewsToGive: 3, reviewsWanted: 3, passMark: 0.5, correctionMinutes: 10,
};

export function designingTheLesson(pages: PageReader): ModuleInput {
  const { page, link, quiz, assignment, diary, survey, webinar } = authoring(pages);
  return {
    key: 'designing-the-lesson',
    title: 'Designing the lesson',
    summary: 'From an idea to a scenario that a colleague can teach. You learn to use the rubric on two samples, then write your own.',
    sections: [
      {
        key: 'plan',
        title: 'Plan',
        activities: [
          page('from-idea-to-plan', 'Six decisions, then the form', 40),
          page('a-model-scenario', 'A model scenario, with comments', 45),
          link('digcompedu', 'The framework behind the outcomes: DigCompEdu', 15, DIGCOMPEDU, { required: false }),
        ],
      },
      {
        key: 'judge',
        title: 'See how it will be read',
        activities: [
          page('what-good-looks-like', 'What good looks like: the rubric', 40),
          quiz('quiz-training-round', 'Training round: rate two scenarios', 30, trainingRoundQuestions),
        ],
      },
      {
        key: 'your-scenario',
        title: 'Your scenario',
        activities: [
          assignment('learning-scenario', 'Final assignment: my learning scenario', 120, SCENARIO),
          webinar('webinar-first-lessons', 'Webinar: first lessons'),
          diary('diary-what-i-keep', 'Diary, week 4: what I keep', 20),
          survey('survey-after', 'Looking back: what this course changed', afterTheCourse),
        ],
      },
    ],
  };
}
