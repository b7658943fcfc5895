import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, Refused, refuseIf, row, Storage, WrongType } from '@academy/platform';
import { type FileType, fileTypeOf, LARGEST_FILE, Pictures, safeFileName } from '@academy/courses';
import { ProgressKeeper } from '@academy/learning';
import { Assignments } from '../assignments.service';
import { SubmissionAttachment } from './attachment.entity';
import { scrubDocument } from './scrub/scrub.process';
import { neutralName } from './submission.rules';
import type { AttachmentView } from './submission.schemas';

/** Bytes of one file of a work. */
export const LARGEST_ATTACHMENT = LARGEST_FILE;
/** Files that one person may have uploaded for one assignment, in use or not. */
const MOST_KEPT = 40;
const OFFICE = /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./;

/** A file as it is handed out: under a neutral name. */
export type OpenFile = Readonly<{ stream: Readable; bytes: number; contentType: string; fileName: string; kind: string }>;
export type WorkFile = Readonly<{ id: string; fileName: string; kind: string; contentType: string; bytes: number }>;

/** Files of works. What tells who made them is taken out before they are stored. */
@Injectable()
export class Attachments {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly pictures: Pictures,
    private readonly assignments: Assignments,
    private readonly progress: ProgressKeeper,
  ) {}

  /**
   * Takes a file for somebody's work. Throws WrongType for what cannot be made anonymous (films, sounds, older formats);
   * refuses `file-not-readable` what is broken, locked or far larger than it looks, and where the assignment takes no files.
   */
  async add(enrolmentId: string, activityKey: string, file: { path: string; fileName: string }): Promise<AttachmentView> {
    const { activity } = await this.assignments.ofEnrolment(enrolmentId, activityKey);
    refuseIf(activity.attachments ? null : 'no-attachments');
    const given = await readFile(file.path);
    const type = await fileTypeOf(given);
    if (!type) throw new WrongType(ACCEPTED);
    const bytes = await this.bare(given, type);

    const id = randomUUID();
    const storageKey = `submissions/${id.slice(0, 2)}/${id}`;
    await this.storage.put(storageKey, bytes);
    const ownName = safeFileName(file.fileName, type);
    const attachment: SubmissionAttachment = {
      id,
      enrolmentId,
      activityKey,
      kind: type.kind,
      contentType: type.contentType,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest(),
      storageKey,
      fileName: safeFileName('attachment', type),
      ownName,
      createdAt: this.clock.now(),
    };
    await this.keep(attachment).catch(async (error: unknown) => {
      await this.storage.remove(storageKey);
      throw error;
    });
    return { id, fileName: attachment.fileName, ownName, kind: type.kind, contentType: type.contentType, bytes: bytes.length };
  }

  /** Deletes a file that no work names. Throws NotFound for one that is not this enrolment's; refuses one in use. */
  async remove(enrolmentId: string, activityKey: string, attachmentId: string): Promise<void> {
    const storageKey = await this.database.transaction(async (tx) => {
      const attachment = await tx.findOneBy(SubmissionAttachment, { id: attachmentId, enrolmentId, activityKey });
      const { storageKey: key } = found(attachment, 'file');
      const used = await row(
        tx,
        `SELECT s.id FROM submission s JOIN submission_author a ON a.submission_id = s.id
         WHERE s.edition_id = (SELECT edition_id FROM enrolment WHERE id = $1) AND s.activity_key = $2 AND s.content -> 'attachments' ? $3 FOR UPDATE OF s`,
        [enrolmentId, activityKey, attachmentId],
      );
      refuseIf(used ? 'file-in-use' : null);
      await tx.delete(SubmissionAttachment, { id: attachmentId });
      return key;
    });
    await this.storage.remove(storageKey);
  }

  /** A file for who wrote the work, under its own name. Throws NotFound for one that neither she nor who writes with her uploaded. */
  async ofAuthor(enrolmentId: string, activityKey: string, attachmentId: string): Promise<OpenFile> {
    const own = await this.database.one<{ fileName: string }>(
      `SELECT f.own_name AS "fileName" FROM submission_attachment f WHERE f.id = $1 AND f.activity_key = $2 AND (f.enrolment_id = $3 OR EXISTS (
         SELECT FROM submission_author mine JOIN submission_author theirs USING (submission_id)
         WHERE mine.enrolment_id = $3 AND theirs.enrolment_id = f.enrolment_id AND mine.activity_key = $2))`,
      [attachmentId, activityKey, enrolmentId],
    );
    return { ...(await this.open(attachmentId)), fileName: found(own, 'file').fileName };
  }

  /** The files of a work in its order, named by their places: what reviewers see. */
  async ofWork(submissionId: string): Promise<WorkFile[]> {
    const files = await this.database.query<WorkFile>(
      `SELECT f.id, f.file_name AS "fileName", f.kind, f.content_type AS "contentType", f.bytes::float8 AS bytes
       FROM submission s, jsonb_array_elements_text(s.content -> 'attachments') WITH ORDINALITY AS named (id, place)
       JOIN submission_attachment f ON f.id = named.id::uuid WHERE s.id = $1 ORDER BY named.place`,
      [submissionId],
    );
    return files.map((file, index) => ({ ...file, fileName: neutralName(index, file.fileName) }));
  }

  /** The n-th file of a work, counted from 1. Throws NotFound. Who may have it, the caller has asked. */
  async nth(submissionId: string, position: number): Promise<OpenFile> {
    const { id, fileName } = found((await this.ofWork(submissionId))[position - 1], 'file');
    return { ...(await this.open(id)), fileName };
  }

  /** A file under a name that tells nothing. Throws NotFound. Who may have it, the caller has asked. */
  async open(attachmentId: string): Promise<OpenFile> {
    const { storageKey, contentType, fileName, kind } = found(await this.database.source.manager.findOneBy(SubmissionAttachment, { id: attachmentId }), 'file');
    return { ...(await this.storage.open(storageKey)), contentType, fileName, kind };
  }

  private async bare(given: Buffer, { kind, contentType, given: givenType }: FileType & { given: string }): Promise<Buffer> {
    if (kind === 'picture') return (await this.pictures.encode(given, givenType)).bytes;
    if (givenType === 'text/plain') return given;
    const document = contentType === 'application/pdf' ? 'pdf' : OFFICE.test(contentType) ? 'office' : null;
    if (document === null) throw new WrongType(ACCEPTED);
    const bare = await this.oneByOne(() => scrubDocument(given, document));
    if (bare === null) throw new Refused('file-not-readable');
    return bare;
  }

  /** A document takes much memory while it is open: no two at a time. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    this.last = next.catch(() => undefined);
    return next;
  }

  private keep(attachment: SubmissionAttachment): Promise<void> {
    return this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, attachment.enrolmentId);
      await this.progress.record(tx, learner, attachment.activityKey, 'viewed');
      const kept = await tx.countBy(SubmissionAttachment, { enrolmentId: attachment.enrolmentId, activityKey: attachment.activityKey });
      refuseIf(kept >= MOST_KEPT ? 'too-many-files' : null);
      await tx.insert(SubmissionAttachment, attachment);
    });
  }
}

const ACCEPTED = 'Files of this type are not accepted here: pictures, PDF, texts, and documents of Word, Excel, PowerPoint and OpenDocument are.';
