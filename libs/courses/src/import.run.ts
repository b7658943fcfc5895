import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, Invalid, Refused, row, rows, sqlState, Storage, WrongType } from '@academy/platform';
import { CourseHeadInput } from './course.schemas';
import { Courses } from './courses.service';
import { type ImportedCourse, type ImportedMedia, type ImportReportRows, readPackage, replaceMedia, UnreadablePackage } from './import';
import { LARGEST_FILE, MediaFiles, type PreparedFile } from './media.service';

type Wanted = { importId: string; ownerId: string; storageKey: string };
type Shelf = { stored: Map<string, string | null>; files: PreparedFile[]; skipped: ImportReportRows['skipped']; lost: Set<string> };

/** Shares of the progress: reading the package, then its files. */
const READ = 0.4;
const FILES = 0.5;

/** One run over one package, from the stored file to the course. */
@Injectable()
export class ImportRun {
  private readonly logger = new Logger(ImportRun.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly storage: Storage,
    private readonly courses: Courses,
    private readonly media: MediaFiles,
  ) {}

  async run(wanted: Wanted, showProgress: (progress: number) => Promise<unknown>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'academy-import-'));
    try {
      const course = await this.read(wanted, folder);
      await showProgress(READ);
      const shelf = await this.storeFiles(course.media, (share) => showProgress(READ + FILES * share));
      await this.makeCourse(wanted, course, shelf);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async read({ importId, storageKey }: Wanted, folder: string): Promise<ImportedCourse> {
    const file = join(folder, 'package');
    const { stream } = await this.storage.open(storageKey);
    await pipeline(stream, createWriteStream(file));
    const unpacked = join(folder, 'unpacked');
    await mkdir(unpacked);
    return readPackage(file, unpacked).catch((error: unknown) => {
      if (error instanceof UnreadablePackage || isOfTheMachine(error)) throw error;
      this.logger.error(`Import ${importId}: ${error instanceof Error ? error.stack : String(error)}`);
      throw new UnreadablePackage('The package could not be read because of a fault of ours.', { cause: error });
    });
  }

  private async storeFiles(files: readonly ImportedMedia[], showShare: (share: number) => Promise<unknown>): Promise<Shelf> {
    const shelf: Shelf = { stored: new Map(), files: [], skipped: [], lost: new Set() };
    for (const [index, file] of files.entries()) {
      const prepared = await this.prepare(file);
      if (typeof prepared === 'string') {
        shelf.skipped.push({ path: file.path, reason: prepared });
        shelf.lost.add(file.path);
      } else shelf.files.push(prepared);
      shelf.stored.set(file.placeholder, typeof prepared === 'string' ? null : prepared.id);
      if (index % 10 === 9) await showShare((index + 1) / files.length);
    }
    return shelf;
  }

  /** The stored file, or why it is left out. */
  private async prepare({ file, fileName, bytes }: ImportedMedia): Promise<PreparedFile | string> {
    if (bytes > LARGEST_FILE) return `The file is larger than ${LARGEST_FILE / 1024 / 1024} MB.`;
    try {
      return await this.media.prepare(await readFile(file), fileName);
    } catch (error) {
      if (error instanceof WrongType) return error.detail;
      if (error instanceof Refused) return String(error.extra['detail'] ?? error.reason);
      throw error;
    }
  }

  private async makeCourse({ importId, ownerId }: Wanted, course: ImportedCourse, shelf: Shelf): Promise<void> {
    const { modules, ...head } = replaceMedia(course.content, shelf.stored);
    await this.database.transaction(async (tx) => {
      const open = await row(tx, `SELECT FROM course_import WHERE id = $1 AND state = 'running' FOR UPDATE`, [importId]);
      if (!open) return;

      const { id: courseId } = await this.courses.insert(tx, CourseHeadInput.parse(head), modules, ownerId);
      for (const file of shelf.files) await this.media.keep(tx, courseId, file, ownerId);

      await rows(tx, `UPDATE course_import SET state = 'done', progress = 1, course_id = $2, report = $3, finished_at = $4 WHERE id = $1`, [
        importId, courseId, JSON.stringify(reportOf(course.report, shelf)), this.clock.now(),
      ]);
    });
  }
}

const reportOf = (report: ImportReportRows, { skipped, lost }: Shelf): ImportReportRows => ({
  converted: report.converted.filter(({ path, kind }) => kind !== 'media' || !lost.has(path)),
  skipped: [...report.skipped, ...skipped],
});

/** What another try may overcome: a disk that is full, a file or a connection that is not there. */
const isOfTheMachine = (error: unknown): boolean => typeof (error as { code?: unknown } | null)?.code === 'string';

/** Why an import failed for good, as a sentence; null where another try may go better. */
export function whyFailed(error: unknown): string | null {
  if (error instanceof UnreadablePackage) return error.reason;
  if (error instanceof Invalid) return `The package cannot become a course: ${error.message}`;
  // Class 22: data that Postgres cannot hold.
  return sqlState(error)?.startsWith('22') ? 'The package holds characters that cannot be stored.' : null;
}
