import { Injectable } from '@nestjs/common';
import { Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { LONGEST_POST, MOST_FILES, PostFiles, postHtml } from '@academy/discussions';
import { including, languages } from '../account/choices';
import { formView } from '../views/form.view';
import { emptyForm, type FormState } from '../views/forms';
import type { Writing } from './composer.form';
import { fileView } from './post.view';
import { spaceHref } from './thread.links';

export type Composing = Readonly<{
  spaceId: string;
  editionId: string | null;
  locale: string;
  /** Where it is sent to. */
  action: string;
  heading: string;
  submit: string;
  needsConduct: boolean;
  writing: Writing;
  form?: FormState | null;
  hasPreview?: boolean;
  /** When the draft that stands in it was kept. */
  draft?: { place: string; savedAt: Date | string | null } | null;
  fileError?: string | null;
  /** Whether files may be put beside it. */
  takesFiles?: boolean;
  me: Pick<Actor, 'userId'>;
  /** Whom it answers. */
  replyTo?: { displayName: string; href: string } | null;
  cancelHref?: string | null;
}>;

/** What `templates/threads/_composer.hbs` shows: where posts are written, new, answering or worded otherwise. */
@Injectable()
export class ComposerViews {
  constructor(
    private readonly files: PostFiles,
    private readonly messages: Messages,
  ) {}

  async of({ spaceId, editionId, locale, me, action, heading, submit, needsConduct, writing, form, hasPreview, draft, replyTo, cancelHref, fileError, takesFiles = true }: Composing) {
    const waiting = writing.fileIds.length === 0 ? [] : await this.files.waiting(me.userId, writing.fileIds);
    const shown = formView(this.messages, locale, 'thread', form ?? emptyForm());
    const savedAt = draft?.savedAt ? new Date(draft.savedAt).toISOString() : '';
    return {
      action,
      heading,
      submit,
      form: shown,
      writing,
      languages: including(languages(locale), writing.language),
      previewHtml: hasPreview ? postHtml(writing.markdown, { editionId }) : null,
      /** Where it is kept while somebody writes, and the draft that this began with. */
      draft: draft ? { address: `${spaceHref(spaceId)}/drafts/${draft.place}`, revision: savedAt, isRestored: savedAt !== '' && !form } : null,
      replyTo: replyTo ?? null,
      cancelHref: cancelHref ?? null,
      conductHref: `${spaceHref(spaceId)}/conduct`,
      needsConduct,
      longest: LONGEST_POST,
      takesFiles,
      files: waiting.map((file) => ({ ...fileView(file), error: shown.errors[`words-${file.id}`] ?? null })),
      fileError: fileError ?? null,
      mayAdd: waiting.length < MOST_FILES,
      peopleHref: `${spaceHref(spaceId)}/people`,
    };
  }
}
export type ComposerShown = Awaited<ReturnType<ComposerViews['of']>>;
