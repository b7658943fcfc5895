import { Controller, Get } from '@nestjs/common';
import { MAIL_STATES } from '@academy/platform';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Operations } from './operations';

const seconds = z.number().nullable();
/** Mail servers that failed: left alone until then, and tried with one mail. `said`: in their own words. */
const serversAway = z.array(z.object({ host: z.string(), failures: z.number(), said: z.string(), since: z.string(), until: z.string() }));
/**
 * `queues` is null while the queue does not answer. Counts of mails stop at 10,000. `putOff`: not taken yet by a mail server and tried again, since when the
 * first of them. `unseenUnknown`: of a week's unknown mails, those not marked as seen.
 */
const Figures = z.object({
  clockwork: z.array(z.object({ name: z.string(), state: z.enum(['fine', 'late', 'failed', 'never', 'unknown']), everySeconds: seconds, ageSeconds: seconds, tookMilliseconds: seconds, result: z.string().nullable() })),
  queues: z.array(z.object({ name: z.string(), waiting: z.number(), active: z.number(), delayed: z.number(), failed: z.number(), oldestSeconds: seconds })).nullable(),
  deliveries: z.object({ open: z.number(), waiting: z.number(), givenUp: z.number(), isCapped: z.boolean(), oldestAt: z.string().nullable() }),
  mail: z.object({ states: z.array(z.object({ state: z.enum(MAIL_STATES), day: z.number(), week: z.number() })), due: z.number(), oldestDueAt: z.string().nullable(), putOff: z.number(), putOffSince: z.string().nullable(), lastSentAt: z.string().nullable(), unseenUnknown: z.number(), isPaused: z.boolean(), pausedAt: z.string().nullable(), perMinute: z.number().nullable(), serversAway }),
});

/** How the Academy runs, for whoever watches over it. */
@Controller('api/v1/operations')
export class OperationsApi {
  constructor(private readonly operations: Operations) {}

  @Get()
  @Allow('jobs.see')
  @Answers({ 200: Figures })
  async show(): Promise<z.infer<typeof Figures>> {
    const { clockwork, queues, deliveries, mail, mailSwitch, hosts } = await this.operations.figures();
    return {
      clockwork,
      queues,
      deliveries: { ...deliveries, oldestAt: deliveries.oldestAt?.toISOString() ?? null },
      mail: {
        states: [...mail.states],
        due: mail.due,
        oldestDueAt: mail.oldestDueAt?.toISOString() ?? null,
        putOff: mail.putOff.count,
        putOffSince: mail.putOff.since?.toISOString() ?? null,
        lastSentAt: mail.lastSentAt?.toISOString() ?? null,
        unseenUnknown: mail.unseen,
        isPaused: mailSwitch.isPaused,
        pausedAt: mailSwitch.pausedAt?.toISOString() ?? null,
        perMinute: mailSwitch.perMinute,
        serversAway: hosts.map(({ since, until, ...host }) => ({ ...host, since: since.toISOString(), until: until.toISOString() })),
      },
    };
  }
}
