import { Injectable } from '@nestjs/common';
import { KeyRing } from '@academy/credentials';
import { Editions } from '@academy/editions';
import { SurveyBoxes } from '@academy/learning';
import { MailClaims, MailSender } from '@academy/platform';
import { Sessions } from '@academy/people';
import { Digests, Reminders } from '@academy/reminders';
import { ReviewRounds } from '@academy/reviews';
import { Upkeep } from './upkeep';

/** Whom the clockwork calls. */
@Injectable()
export class Crew {
  constructor(
    readonly upkeep: Upkeep,
    readonly sessions: Sessions,
    readonly editions: Editions,
    readonly keys: KeyRing,
    readonly reviews: ReviewRounds,
    readonly surveys: SurveyBoxes,
    readonly reminders: Reminders,
    readonly digests: Digests,
    readonly mail: MailClaims,
    readonly sender: MailSender,
  ) {}
}
