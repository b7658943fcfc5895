import { Injectable } from '@nestjs/common';
import { On } from '@academy/platform';
import { EditionChanged, EditionStateChanged } from '@academy/editions';
import { Enrolments } from './enrolments.service';

/** What enrolments do when an edition changes. */
@Injectable()
export class EnrolmentsSubscriber {
  constructor(private readonly enrolments: Enrolments) {}

  @On(EditionChanged, 'enrolments.promote-after-change')
  async promote({ editionId, fields }: { editionId: string; fields: string[] }): Promise<void> {
    if (fields.includes('seats')) await this.enrolments.promote(editionId);
  }

  @On(EditionStateChanged, 'enrolments.expire-with-edition')
  async expire({ editionId, to }: { editionId: string; to: string }): Promise<void> {
    if (to === 'closed') await this.enrolments.expire(editionId);
  }
}
