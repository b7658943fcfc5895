import type { ActivityKind } from '../activity.schemas';
import { oneLine } from './plain-text';

/** What a file of the package became: an activity, a file beside one, a heading, or something known of the course. */
export type ConvertedKind = ActivityKind | 'media' | 'section' | 'settings';

export interface ImportReportRows {
  converted: { path: string; kind: ConvertedKind }[];
  skipped: { path: string; reason: string }[];
}

/** A hostile page can hold a hundred thousand broken links; a report is for a person. */
const MOST_ROWS = 5_000;

/** Where each file of a package went. A path may be converted and still have a part of it skipped. */
export class ImportReport {
  private readonly convertedRows = new Map<string, { path: string; kind: ConvertedKind }>();
  private readonly skippedRows = new Map<string, { path: string; reason: string }>();
  private readonly known = new Set<string>();
  private unlisted = 0;

  converted(path: string, kind: ConvertedKind): void {
    this.known.add(path);
    // What a file became says more than that it was copied.
    if (kind !== 'media') this.convertedRows.delete(`${path}\nmedia`);
    this.convertedRows.set(`${path}\n${kind}`, { path: oneLine(path, 1_000), kind });
  }

  skipped(path: string, reason: string): void {
    this.known.add(path);
    const row = { path: oneLine(path, 1_000), reason: oneLine(reason, 500) };
    const key = `${row.path}\n${row.reason}`;
    if (this.skippedRows.has(key)) return;
    if (this.skippedRows.size >= MOST_ROWS) this.unlisted += 1;
    else this.skippedRows.set(key, row);
  }

  knows(path: string): boolean {
    return this.known.has(path);
  }

  rows(): ImportReportRows {
    const skipped = [...this.skippedRows.values()];
    if (this.unlisted > 0) skipped.push({ path: 'imsmanifest.xml', reason: `${this.unlisted} more parts could not be taken over.` });
    return { converted: [...this.convertedRows.values()], skipped };
  }
}
