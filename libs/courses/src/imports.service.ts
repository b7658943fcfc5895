import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, record, row, rows, Storage } from '@academy/platform';
import { ImportRequested } from './course.facts';
import { CourseImport, type ImportState } from './import.entity';
import type { ImportReportRows } from './import';
import { ImportRun, whyFailed } from './import.run';

/** Bytes of a package. */
export const LARGEST_PACKAGE = 64 * 1024 * 1024;

export type ImportView = {
  id: string;
  fileName: string;
  state: ImportState;
  progress: number;
  courseId: string | null;
  error: string | null;
  report: ImportReportRows;
  createdAt: string;
  finishedAt: string | null;
};

/** Packages become courses: handed in here, read by the worker. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly importRun: ImportRun,
  ) {}

  /** Takes a package in. Whether it can become a course shows when it is read. */
  async request(file: { path: string; fileName: string }, ownerId: string): Promise<string> {
    const id = randomUUID();
    const storageKey = `imports/${id}`;
    await this.storage.put(storageKey, await readFile(file.path));
    await this.database.transaction(async (tx) => {
      await rows(tx, 'INSERT INTO course_import (id, owner_id, file_name, storage_key, created_at) VALUES ($1, $2, $3, $4, $5)', [
        id, ownerId, oneLine(file.fileName), storageKey, this.clock.now(),
      ]);
      await record(tx, ImportRequested, { importId: id }, { actorId: ownerId });
    });
    return id;
  }

  /**
   * Reads the package and makes the course. Any number of times, also at once and after a kill: the course comes into
   * being in one transaction, and only while the import has not ended. Throws where another try may go better.
   */
  async run(importId: string): Promise<void> {
    const started = await row<{ ownerId: string; storageKey: string }>(
      this.database.source.manager,
      `UPDATE course_import SET state = 'running' WHERE id = $1 AND state IN ('queued', 'running') RETURNING owner_id AS "ownerId", storage_key AS "storageKey"`,
      [importId],
    );
    if (!started) return;
    const showProgress = (progress: number) =>
      this.database.query(`UPDATE course_import SET progress = $2 WHERE id = $1 AND state = 'running'`, [importId, progress]);
    try {
      await this.importRun.run({ importId, ...started }, showProgress);
    } catch (error) {
      const reason = whyFailed(error);
      if (reason === null) throw error;
      await this.fail(importId, reason);
    }
    await this.storage.remove(started.storageKey);
  }

  async view(importId: string): Promise<ImportView> {
    return viewOf(found(await this.database.source.manager.findOneBy(CourseImport, { id: importId }), 'import'));
  }

  /** What a person handed in, newest first; at most 50. */
  async of(ownerId: string): Promise<ImportView[]> {
    const imports = await this.database.source.manager.find(CourseImport, { where: { ownerId }, order: { createdAt: 'DESC', id: 'DESC' }, take: 50 });
    return imports.map(viewOf);
  }

  /** Whose an import is, or null. */
  async ownerOf(importId: string): Promise<string | null> {
    return (await this.database.one<{ ownerId: string }>('SELECT owner_id AS "ownerId" FROM course_import WHERE id = $1', [importId]))?.ownerId ?? null;
  }

  private async fail(importId: string, reason: string): Promise<void> {
    const report: ImportReportRows = { converted: [], skipped: [{ path: '', reason }] };
    await this.database.query(
      `UPDATE course_import SET state = 'failed', error = $2, report = jsonb_set($3::jsonb, '{skipped,0,path}', to_jsonb(file_name)), finished_at = $4
       WHERE id = $1 AND state = 'running'`,
      [importId, reason, JSON.stringify(report), this.clock.now()],
    );
  }
}

const oneLine = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 200) || 'package';

const viewOf = ({ storageKey: _, ownerId: __, createdAt, finishedAt, ...rest }: CourseImport): ImportView => ({
  ...rest,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
