import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Invalid, NotFound, Refused, refuseIf, type Transaction } from '@academy/platform';
import { type ActivityOf, type Question, Versions } from '@academy/courses';
import { IsNull } from 'typeorm';
import { whyNotLearn } from './learning.rules';
import { moduleOpensAt } from './opening';
import { placeIn, ProgressKeeper } from './progress.service';
import { QuizAttempt } from './progress.entity';
import { type Answers, gradeQuiz, openQuestion, type OpenQuestion, shuffled, whyNotAnswer, whyNotAttempt } from './quiz.rules';

type Quiz = ActivityOf<'quiz'>;
export type OpenAttempt = { id: string; number: number; questions: OpenQuestion[]; answers: Answers; startedAt: string; isNew: boolean };
export type QuestionFeedback = { key: string; correct: boolean; points: number; maxPoints: number; feedback: string; answer?: unknown };
export type AttemptResult = {
  id: string;
  activityKey: string;
  enrolmentId: string;
  score: number;
  maxScore: number;
  passed: boolean;
  answers: Answers;
  finishedAt: string;
  feedback: QuestionFeedback[];
};
/** An attempt as its page shows it. `title`, `limit` and `passMark` are the quiz's. */
export type ShownAttempt = OpenAttempt & { enrolmentId: string; activityKey: string; title: string; limit: number | null; passMark: number; result: AttemptResult | null };

/** Tries at quizzes. Right answers stay here until an attempt is closed. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versions: Versions,
    private readonly progress: ProgressKeeper,
  ) {}

  /** Begins an attempt, or answers the one that is open already. Refuses past the limit, and while the module is not open. */
  start(enrolmentId: string, activityKey: string): Promise<OpenAttempt> {
    return this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, enrolmentId);
      const { module, index } = placeIn(await this.versions.outline(learner.versionId), activityKey);
      const quiz = await this.quiz(learner.versionId, activityKey);
      refuseIf(whyNotLearn(learner.state, moduleOpensAt(learner, { key: module.key, index }), this.clock.now()));
      const open = await tx.findOneBy(QuizAttempt, { enrolmentId, activityKey, finishedAt: IsNull() });
      if (open) return this.view(open, await this.quiz(open.versionId, activityKey), false);

      const finished = await tx.countBy(QuizAttempt, { enrolmentId, activityKey });
      refuseIf(whyNotAttempt(finished, quiz.attempts));

      const attempt: QuizAttempt = {
        id: randomUUID(),
        enrolmentId,
        activityKey,
        number: finished + 1,
        versionId: learner.versionId,
        optionOrder: {},
        answers: {},
        score: null,
        maxScore: null,
        isPassed: null,
        startedAt: this.clock.now(),
        finishedAt: null,
      };
      await tx.insert(QuizAttempt, attempt);
      return this.view(attempt, quiz, true);
    });
  }

  /** Keeps the answers given so far, in place of those kept before. Refuses shapes that no answer has, and a closed attempt. */
  async save(attemptId: string, answers: Answers): Promise<void> {
    await this.database.transaction(async (tx) => {
      const attempt = await lockAttempt(tx, attemptId);
      if (attempt.finishedAt) throw new Refused('attempt-finished');
      refuseShapes((await this.quiz(attempt.versionId, attempt.activityKey)).questions, answers);

      await tx.update(QuizAttempt, { id: attemptId }, { answers: answers as object });
    });
  }

  /** Closes an attempt, grades it and counts its score. Closing it again answers the same. */
  finish(attemptId: string, answers?: Answers): Promise<AttemptResult> {
    return this.database.transaction(async (tx) => {
      const { enrolmentId } = found(await tx.findOneBy(QuizAttempt, { id: attemptId }), 'attempt');
      const learner = await this.progress.lock(tx, enrolmentId);
      const attempt = await lockAttempt(tx, attemptId);
      const quiz = await this.quiz(attempt.versionId, attempt.activityKey);
      if (attempt.finishedAt) return this.result(attempt, quiz);

      if (answers) refuseShapes(quiz.questions, answers);
      const given = answers ?? (attempt.answers as Answers);
      const graded = gradeQuiz(quiz.questions, given);

      const closed = { answers: given as object, score: String(graded.score), maxScore: String(graded.maxScore), isPassed: graded.fraction >= quiz.passMark, finishedAt: this.clock.now() };
      await tx.update(QuizAttempt, { id: attemptId }, closed);
      await this.progress.record(tx, learner, attempt.activityKey, 'score', graded.fraction);
      return this.result({ ...attempt, ...closed }, quiz);
    });
  }

  /** The result of a closed attempt, with feedback. */
  async closed(attemptId: string): Promise<AttemptResult> {
    const attempt = found(await this.database.source.manager.findOneBy(QuizAttempt, { id: attemptId }), 'attempt');
    if (!attempt.finishedAt) throw new NotFound('result');
    return this.result(attempt, await this.quiz(attempt.versionId, attempt.activityKey));
  }

  /** An attempt with its questions, and with its result once it is closed. Throws NotFound. */
  async shown(attemptId: string): Promise<ShownAttempt> {
    const attempt = found(await this.database.source.manager.findOneBy(QuizAttempt, { id: attemptId }), 'attempt');
    const { enrolmentId, activityKey } = attempt;
    const quiz = await this.quiz(attempt.versionId, activityKey);
    const result = attempt.finishedAt ? this.result(attempt, quiz) : null;
    return { ...this.view(attempt, quiz, false), enrolmentId, activityKey, title: quiz.title, limit: quiz.attempts, passMark: quiz.passMark, result };
  }

  private view(attempt: QuizAttempt, quiz: Quiz, isNew: boolean): OpenAttempt {
    const questions = quiz.shuffle ? shuffled(quiz.questions, attempt.id) : quiz.questions;
    return {
      id: attempt.id,
      number: attempt.number,
      questions: questions.map((question) => openQuestion(question, (options) => shuffled(options, `${attempt.id}${question.key}`))),
      answers: attempt.answers as Answers,
      startedAt: attempt.startedAt.toISOString(),
      isNew,
    };
  }

  /** Right answers are told once nothing is left to try: the quiz was passed, or this was the last attempt. */
  private result(attempt: QuizAttempt, quiz: Quiz): AttemptResult {
    const isOver = attempt.isPassed === true || (quiz.attempts !== null && attempt.number >= quiz.attempts);
    const graded = gradeQuiz(quiz.questions, attempt.answers as Answers);
    return {
      id: attempt.id,
      activityKey: attempt.activityKey,
      enrolmentId: attempt.enrolmentId,
      score: Number(attempt.score),
      maxScore: Number(attempt.maxScore),
      passed: attempt.isPassed === true,
      answers: attempt.answers as Answers,
      finishedAt: attempt.finishedAt!.toISOString(),
      feedback: graded.questions.map(({ key, isRight, points, maxPoints }, index) => ({
        key,
        correct: isRight,
        points,
        maxPoints,
        feedback: quiz.questions[index]!.feedback,
        ...(isOver ? { answer: quiz.questions[index]!.answer } : {}),
      })),
    };
  }

  private async quiz(versionId: string, activityKey: string): Promise<Quiz> {
    const activity = found(await this.versions.activity(versionId, activityKey), 'activity');
    if (activity.kind !== 'quiz') throw new NotFound('quiz');
    return activity;
  }
}

async function lockAttempt(tx: Transaction, id: string): Promise<QuizAttempt> {
  return found(await tx.findOne(QuizAttempt, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'attempt');
}

function refuseShapes(questions: readonly Question[], answers: Answers): void {
  const errors = Object.entries(answers).flatMap(([key, value]) => {
    const question = questions.find((each) => each.key === key);
    const reason = question ? whyNotAnswer(question, value) : 'is not a question of this quiz';
    return reason ? [{ pointer: `/answers/${key}`, detail: reason }] : [];
  });
  if (errors.length > 0) throw new Invalid(errors);
}
