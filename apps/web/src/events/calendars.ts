import { Inject, Injectable } from '@nestjs/common';
import { calendarOf, Clock, CONFIG, type Config, Messages, sha256 } from '@academy/platform';
import { type EditionDates, editionEntries } from '@academy/learning';
import { Answer } from '../http/answers';

/** Nothing here is of the day it is asked for: a tag says whether anything changed but the stamp of the file. */
const UNSTAMPED = new Date(0);

/** The dates of editions as files for calendars. */
@Injectable()
export class Calendars {
  constructor(
    private readonly messages: Messages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where a calendar program reads what this token stands for. */
  address = (token: string): string => `${this.config.publicUrl}/calendar/${token}.ics`;

  /** The dates of these editions; nothing where `known` (If-None-Match) has their tag. All instants are in UTC: the file is the same in every zone. */
  answer(editions: readonly EditionDates[], language: string, name: string | null, known: string | undefined): Answer {
    const locale = this.messages.nearest(language, 'events.calendar-starts');
    const url = (path: string) => new URL(path, this.config.publicUrl).href;
    const entries = editions.flatMap((dates) => editionEntries(dates, url, (kind, title) => this.messages.text(locale, `events.calendar-${kind}`, { title })));
    const file = (at: Date) => calendarOf(entries, at, 'UTC', name ?? this.messages.text(locale, 'events.calendar-all'));
    const etag = `W/"${sha256(file(UNSTAMPED)).toString('base64url').slice(0, 22)}"`;
    const headers = { etag, 'cache-control': 'private, max-age=300', 'x-robots-tag': 'noindex' };
    if (known?.split(',').some((tag) => tag.trim() === etag)) return new Answer(304, undefined, headers);
    return new Answer(200, file(this.clock.now()), { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="academy.ics"', 'x-content-type-options': 'nosniff' });
  }
}
