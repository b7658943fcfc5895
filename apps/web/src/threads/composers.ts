import { Injectable } from '@nestjs/common';
import { Invalid, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { LARGEST_POST_FILE, MOST_FILES, Pace, PostFiles } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type SentForm, withForm } from '../http/multipart';
import { wordsForUpload } from '../studio/uploads';
import { type FormState, submit } from '../views/forms';
import { Page, type SeeOther } from '../views/page';
import { sorted, writingFrom } from './composer.form';

/** How a composer is shown again. */
export type Again = Readonly<{ form: FormState; hasPreview?: boolean; fileError?: string | null }>;
type Door<T> = Readonly<{ schema: z.ZodType<T>; spaceId: () => Promise<string>; post: (input: T) => Promise<SeeOther>; again: (again: Again) => Promise<Page> }>;

/** What a composer sends: a file is taken up first, then the text is shown as it will look, or posted. Nothing typed is ever lost. */
@Injectable()
export class Composers {
  constructor(
    private readonly files: PostFiles,
    private readonly pace: Pace,
    private readonly messages: Messages,
  ) {}

  receive<T>(request: FastifyRequest, me: Actor, door: Door<T>): Promise<Page | SeeOther> {
    return withForm(request, 'file', LARGEST_POST_FILE, async (sent) => {
      const { values, words, next } = sorted(sent.fields);
      if (words.size > 0) await this.files.describe(me.userId, words);
      const { fileIds, fileError } = await this.take(sent.file, values, me, request.locale, door.spaceId);
      const form = { values: { ...values, fileIds }, errors: {}, reason: null };
      if (fileError !== null) return as422(await door.again({ form, fileError }));
      if (next !== 'post') return door.again({ form, hasPreview: next === 'preview' });
      return submit(door.schema, { ...values, ...(fileIds.length > 0 ? { fileIds } : {}) }, (input) => this.post(input, fileIds, me, door), (refused) => door.again({ form: refused }));
    });
  }

  /** Pictures go out with words for those who do not see them. */
  private async post<T>(input: T, fileIds: readonly string[], me: Actor, { post }: Door<T>): Promise<SeeOther> {
    const silent = (await this.waiting(me, fileIds)).filter(({ kind, description }) => kind === 'picture' && description === '');
    if (silent.length > 0) throw new Invalid(silent.map(({ id }) => ({ pointer: `/words-${id}`, detail: 'is missing: say what the picture shows' })));
    await this.pace.step(me.userId);
    return post(input);
  }

  private waiting = (me: Actor, fileIds: readonly string[]) => (fileIds.length === 0 ? Promise.resolve([]) : this.files.waiting(me.userId, fileIds));

  private async take(file: SentForm['file'], values: Record<string, unknown>, me: Actor, locale: string, spaceId: () => Promise<string>): Promise<{ fileIds: string[]; fileError: string | null }> {
    const { fileIds } = writingFrom(values);
    if (file === null) return { fileIds, fileError: null };
    if (file === 'too-large') return { fileIds, fileError: this.messages.text(locale, 'thread.fileTooLarge', { megabytes: LARGEST_POST_FILE / 1024 / 1024 }) };
    if (fileIds.length >= MOST_FILES) return { fileIds, fileError: this.messages.text(locale, 'thread.fileTooMany', { most: MOST_FILES }) };
    try {
      await this.pace.step(me.userId);
      const added = await this.files.add(await spaceId(), me.userId, file);
      return { fileIds: [...fileIds, added.id], fileError: null };
    } catch (error) {
      const words = wordsForUpload(this.messages, locale, error);
      if (words === null) throw error;
      return { fileIds, fileError: words };
    }
  }
}

const as422 = ({ template, view }: Page): Page => new Page(template, view, 422);
