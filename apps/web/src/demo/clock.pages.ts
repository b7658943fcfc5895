import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { Clock, formatInstant, Messages } from '@academy/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { DemoEditions, type EditionDates } from './clock.queries';
import { weekAt, weeksOf } from './weeks.rules';

const HOUR = 3_600_000;
const STEPS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;
type Step = keyof typeof STEPS;

/** By a step, to an instant that a button names, or to a day and time somebody typed (UTC, as the form says). */
const ClockMove = z.union([
  z.strictObject({ by: z.enum(Object.keys(STEPS) as [Step, ...Step[]]) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/).refine((at) => !Number.isNaN(Date.parse(`${at}Z`))) }),
]);

/** Moves the demonstration's time. Open to all who see it: any of them can sign in as its administrator with one button. */
@Controller('demo/clock')
export class DemoClockPages {
  constructor(
    private readonly clock: Clock,
    private readonly editions: DemoEditions,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('anyone')
  show(@Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, emptyForm({ at: minutesOf(this.clock.now()) }));
  }

  @Post()
  @Allow('anyone')
  move(@Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      ClockMove,
      body,
      async (move) => {
        const now = await this.clock.passTo(this.aim(move));
        const words = formatInstant(now, 'long', request.locale, request.actor?.timeZone ?? 'Europe/Brussels');
        return new SeeOther('/demo/clock', { kind: 'success', message: 'demo.clockMoved', values: { now: words } });
      },
      (form) => this.page(request, form),
    );
  }

  private aim(move: z.infer<typeof ClockMove>): Date {
    if ('by' in move) return new Date(this.clock.now().getTime() + STEPS[move.by]);
    return new Date('to' in move ? move.to : `${move.at}Z`);
  }

  private async page(request: FastifyRequest, form: FormState): Promise<Page> {
    const now = this.clock.now();
    const editions = await this.editions.current();
    return new Page('demo/clock', {
      now: now.toISOString(),
      steps: Object.keys(STEPS),
      editions: editions.map((edition) => editionView(edition, now)),
      form: formView(this.messages, request.locale, 'demo', { ...form, errors: Object.keys(form.errors).length > 0 ? { at: 'is no date' } : {} }),
    });
  }
}

function editionView(edition: EditionDates, now: Date) {
  const weeks = weeksOf(edition);
  return {
    ...edition,
    week: weekAt(edition, now),
    weekCount: weeks.length,
    ahead: weeks.filter(({ startsAt }) => startsAt > now).map(({ number, startsAt }) => ({ number, at: startsAt.toISOString() })),
    endsAt: edition.endsAt.toISOString(),
  };
}

/** As `datetime-local` writes it, in UTC. */
const minutesOf = (instant: Date): string => instant.toISOString().slice(0, 16);
