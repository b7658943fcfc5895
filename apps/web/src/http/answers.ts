import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export type Answers = Readonly<Record<number, z.ZodType | null>>;
export const ANSWERS = 'academy:answers';

/** What an API route answers, by status; null for an answer without a body. The first is the usual one. */
export const Answers = (answers: Answers) => applyDecorators(SetMetadata(ANSWERS, answers), HttpCode(Number(Object.keys(answers)[0])));

/** An answer with another status than the usual one, or with headers. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: unknown = undefined,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}
