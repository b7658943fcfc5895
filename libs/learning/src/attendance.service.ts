import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, found, RateLimits, record, Refused, refuseIf, row } from '@academy/platform';
import { AttendanceCodeRenewed } from './learning.facts';
import { attendanceCode, isSameCode, type LiveEventRow, whyNotAttend } from './live.event.rules';
import { ProgressKeeper } from './progress.service';

type Held = LiveEventRow & { code: string | null };

/** Who was at a live event: whoever types the code that its speaker shows. */
@Injectable()
export class Attendance {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly progress: ProgressKeeper,
    private readonly limits: RateLimits,
  ) {}

  /** Takes a teacher's code, and counts each try. Refuses a wrong one, and any outside of its hours, which the end of the edition does not shorten. A right one counts once, however often it comes. */
  async attend(enrolmentId: string, activityKey: string, code: string): Promise<void> {
    await this.limits.count('attendance', `${enrolmentId}:${activityKey}`);
    await this.database.transaction(async (tx) => {
      const learner = await this.progress.lock(tx, enrolmentId);
      const event = found(
        await row<Held>(
          tx,
          `SELECT l.starts_at AS "startsAt", l.ends_at AS "endsAt", l.url, l.recording_url AS "recordingUrl", l.is_cancelled AS "isCancelled", l.sequence, l.attendance_code AS code
           FROM live_event l JOIN edition_activity a USING (edition_id, activity_key) WHERE l.edition_id = $1 AND l.activity_key = $2 AND a.kind = 'live-event'`,
          [learner.editionId, activityKey],
        ),
        'live event',
      );

      refuseIf(whyNotAttend(event, this.clock.now()));
      if (event.code === null || !isSameCode(code, event.code)) throw new Refused('attendance-code-wrong');

      await this.progress.record(tx, learner, activityKey, 'attended');
    });
  }

  /** The code of a live event: made when it is first asked for. Throws NotFound. */
  async code(editionId: string, activityKey: string): Promise<string> {
    const held = await this.database.one<{ code: string }>(
      `UPDATE live_event SET attendance_code = coalesce(attendance_code, $3) WHERE edition_id = $1 AND activity_key = $2 RETURNING attendance_code AS code`,
      [editionId, activityKey, attendanceCode(randomInt)],
    );
    return found(held, 'live event').code;
  }

  /** Another code: the one before is wrong from now on. Who came by it has come. */
  async renew(editionId: string, activityKey: string, actorId: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const code = attendanceCode(randomInt);
      found(await row(tx, 'UPDATE live_event SET attendance_code = $3 WHERE edition_id = $1 AND activity_key = $2 RETURNING activity_key', [editionId, activityKey, code]), 'live event');

      await record(tx, AttendanceCodeRenewed, { editionId, activityKey }, { actorId });
      return code;
    });
  }
}
