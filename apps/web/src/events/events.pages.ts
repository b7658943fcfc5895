import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Clock, found, Messages, refuseIf } from '@academy/platform';
import { type Actor, can } from '@academy/people';
import { Versions } from '@academy/courses';
import { EditionQueries, Editions, type EditionView, type LiveEvents } from '@academy/editions';
import { Attendance, LiveEventQueries } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { zoneName } from '../coordination/edition.fields';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { differencesOf, eventForm, ownOf, seenOf, valuesOf } from './event.form';
import { asAuthored, eventHref, eventView, theEvent } from './events.view';

type OwnEvent = LiveEvents[string];

/** The live events of an edition: when and where they are, the code that is shown there, and who came. */
@Controller('coordination/editions/:id/live-events')
export class EventsPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly editions: Editions,
    private readonly versions: Versions,
    private readonly events: LiveEventQueries,
    private readonly attendance: Attendance,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('edition.moderate', { edition: 'id' })
  async list(@Param('id', { schema: Id }) id: string, @Me() me: Actor): Promise<Page> {
    const edition = await this.edition(id);
    const events = await this.events.ofEdition(id);
    return new Page('events/list', { edition, mayRun: mayRun(me, edition), events: events.map((event) => eventView(event, edition, this.clock.now())) });
  }

  /** Shows the code, which is made when it is first looked at. */
  @Get(':key')
  @Allow('edition.moderate', { edition: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, me, await this.edition(id), key, null);
  }

  @Post(':key')
  @Allow('edition.run', { edition: 'id' })
  async change(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const edition = await this.edition(id);
    const [event, authored] = await Promise.all([theEvent(this.events, id, key), asAuthored(this.versions, edition.versionId, key)]);
    return submit(
      eventForm(me.timeZone, event.startsAt?.toISOString()),
      body,
      async (form) => {
        const change = (own: OwnEvent | undefined, versionId: string) => {
          refuseIf(form.seen !== undefined && form.seen !== seenOf(versionId, own) ? 'edition-changed' : null);
          return ownOf(form, authored, own);
        };
        await this.say(id, key, change, me);
        return new SeeOther(eventHref(id, key), { kind: 'success', message: 'events.saved' });
      },
      async (form) => this.page(request, me, await this.edition(id), key, form),
    );
  }

  @Post(':key/cancellation')
  @Allow('edition.run', { edition: 'id' })
  async cancel(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<SeeOther> {
    await theEvent(this.events, id, key);
    await this.say(id, key, (own) => ({ ...own, cancelled: true }), me);
    return new SeeOther(eventHref(id, key), { kind: 'success', message: 'events.nowCancelled' });
  }

  /** It takes place after all. */
  @Post(':key/restoration')
  @Allow('edition.run', { edition: 'id' })
  async restore(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<SeeOther> {
    await this.say(id, key, ({ cancelled: _, ...own } = {}) => own, me);
    return new SeeOther(eventHref(id, key), { kind: 'success', message: 'events.nowRestored' });
  }

  @Post(':key/code')
  @Allow('edition.moderate', { edition: 'id' })
  async renew(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string, @Me() me: Actor): Promise<SeeOther> {
    await this.attendance.renew(id, key, me.userId);
    return new SeeOther(eventHref(id, key), { kind: 'success', message: 'events.codeRenewed' });
  }

  /** Addresses that buttons are sent to, asked for again. */
  @Get([':key/cancellation', ':key/restoration', ':key/code'])
  @Allow('edition.moderate', { edition: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Param('key', { schema: PathKey }) key: string): SeeOther {
    return new SeeOther(eventHref(id, key));
  }

  /** What the edition says of one of its events; of the others it says what it did, whoever changes them meanwhile. */
  private async say(id: string, key: string, said: (own: OwnEvent | undefined, versionId: string) => OwnEvent, me: Actor): Promise<void> {
    const change = ({ versionId, liveEvents: { [key]: before, ...others } }: { versionId: string; liveEvents: LiveEvents }) => {
      const own = said(before, versionId);
      return { liveEvents: Object.keys(own).length > 0 ? { ...others, [key]: own } : others };
    };
    await this.editions.change(id, change, me.userId);
  }

  private async edition(id: string): Promise<EditionView> {
    return found(await this.queries.view(id), 'edition');
  }

  private async page({ locale }: FastifyRequest, me: Actor, edition: EditionView, key: string, form: FormState | null): Promise<Page> {
    const event = await theEvent(this.events, edition.id, key);
    const [authored, code, attendees] = await Promise.all([asAuthored(this.versions, edition.versionId, key), this.attendance.code(edition.id, key), this.events.attendees(edition.id, key)]);
    // What was typed stays; sent once more, it is meant.
    const isOutdated = form?.reason === 'edition-changed';
    return new Page('events/event', {
      edition,
      mayRun: mayRun(me, edition),
      event: eventView(event, edition, this.clock.now()),
      authoredAt: authored.startsAt,
      zone: zoneName(locale, me.timeZone),
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      attendees,
      seen: form && !isOutdated ? (form.values['seen'] ?? '') : seenOf(edition.versionId, edition.liveEvents[key]),
      differences: isOutdated ? differencesOf({ messages: this.messages, locale, timeZone: me.timeZone }, event, authored.durationMinutes, form.values) : [],
      form: formView(this.messages, locale, 'events', form ?? emptyForm(valuesOf(event, authored.durationMinutes, me.timeZone))),
    });
  }
}

const mayRun = (me: Actor, { id, course }: EditionView): boolean => can(me, 'edition.run', { editionId: id, courseId: course.id });
