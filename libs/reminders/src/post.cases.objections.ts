import { Injectable } from '@nestjs/common';
import { Database, type PendingMail } from '@academy/platform';
import { PostAppealedMail, PostCaseOpenedMail } from './post.cases.mails';

/** Why a mail that asks for a decision about posts must not go out any more: nothing waits. Asked at the moment of sending. */
@Injectable()
export class PostCaseObjections {
  constructor(private readonly database: Database) {}

  async objection({ kind, data }: PendingMail): Promise<string | null> {
    switch (kind) {
      case PostCaseOpenedMail.kind:
        return this.unless("SELECT FROM post_case WHERE space_id = $1 AND state = 'open' LIMIT 1", data['spaceId']);
      case PostAppealedMail.kind:
        return this.unless('SELECT FROM post_case WHERE id = $1 AND appeal_outcome IS NULL', data['caseId']);
      default:
        return null;
    }
  }

  private async unless(waiting: string, id: unknown): Promise<string | null> {
    return (await this.database.one(waiting, [id])) ? null : 'decided-since';
  }
}
