import { Injectable } from '@nestjs/common';
import { Database } from '@academy/platform';
import { Grades } from '../grading/grades.service';
import { Claims } from '../allocation/claims.service';
import { Conclusions } from './conclusions.service';
import { Nudges } from './nudges.service';
import { Rescue } from './rescue.service';
import { Waivers } from './waivers.service';

/** So many claims go back in one transaction. */
const BATCH = 200;

/** What happens to pools as time goes by, whoever looks at them. */
@Injectable()
export class ReviewRounds {
  constructor(
    private readonly database: Database,
    private readonly claims: Claims,
    private readonly nudges: Nudges,
    private readonly rescue: Rescue,
    private readonly conclusions: Conclusions,
    private readonly waivers: Waivers,
    private readonly grades: Grades,
  ) {}

  /** Claims back, people reminded, rescue, conclusions, waivers, grades. Any number of workers may run it at once; what was done is not done again. */
  async sweep(): Promise<void> {
    while ((await this.database.transaction((tx) => this.claims.expireDue(tx, BATCH))) === BATCH);
    await this.nudges.claimsThatEnd();
    await this.rescue.declare();
    await this.conclusions.draw();
    await this.nudges.whoOwes();
    await this.waivers.grant();
    await this.grades.releaseDue();
  }
}
