import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Clock, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { Conduct, type OpenAnyThread, Openings, Pace, postHtml, Spaces, ThreadOpenings, whyNotPost } from '@academy/discussions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { including, languages } from '../account/choices';
import { pauseOf } from '../civility/pause.view';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id, PathKey } from '../http/shapes';
import { SpaceHeads } from '../threads/space.head';
import { spaceHref, threadHref } from '../threads/thread.links';
import { formView, reasonText } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { AnnouncementForm, openingOfPoll, PollForm } from './kind.forms';

type Kind = 'poll' | 'announcement';
const PollQuery = z.object({ activity: PathKey.optional().catch(undefined) });

/** New polls and announcements: they are asked more, or of fewer people, than other threads. */
@Controller('discussions/:spaceId/new')
export class KindOpeningPages {
  constructor(
    private readonly openings: Openings,
    private readonly spaces: Spaces,
    private readonly places: ThreadOpenings,
    private readonly conduct: Conduct,
    private readonly pace: Pace,
    private readonly heads: SpaceHeads,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  @Get('poll')
  @Allow('discussion.join', { space: 'spaceId' })
  poll(@Param('spaceId', { schema: Id }) spaceId: string, @Query({ schema: PollQuery }) asked: z.infer<typeof PollQuery>, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page('poll', spaceId, me, locale, emptyForm(asked));
  }

  @Post('poll')
  @Allow('discussion.join', { space: 'spaceId' })
  ask(@Param('spaceId', { schema: Id }) spaceId: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const again = (form: FormState, isPreview = false) => this.page('poll', spaceId, me, locale, form, isPreview);
    const work = async (form: z.infer<typeof PollForm>) => (form.next === 'preview' ? again(filled(body), true) : this.open(spaceId, me, openingOfPoll(form, me.timeZone), form.acceptsConduct));
    return submit(PollForm, body, work, again);
  }

  @Get('announcement')
  @Allow('edition.run', { space: 'spaceId' })
  announcement(@Param('spaceId', { schema: Id }) spaceId: string, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page> {
    return this.page('announcement', spaceId, me, locale, emptyForm());
  }

  @Post('announcement')
  @Allow('edition.run', { space: 'spaceId' })
  announce(@Param('spaceId', { schema: Id }) spaceId: string, @Body() body: unknown, @Me() me: Actor, @Req() { locale }: FastifyRequest): Promise<Page | SeeOther> {
    const again = (form: FormState, isPreview = false) => this.page('announcement', spaceId, me, locale, form, isPreview);
    const work = async ({ acceptsConduct, next, ...said }: z.infer<typeof AnnouncementForm>) => (next === 'preview' ? again(filled(body), true) : this.open(spaceId, me, { kind: 'announcement', ...said }, acceptsConduct));
    return submit(AnnouncementForm, body, work, again);
  }

  private async open(spaceId: string, me: Actor, input: OpenAnyThread, acceptsConduct: 'true' | undefined): Promise<SeeOther> {
    await this.pace.step(me.userId);
    if (acceptsConduct) await this.conduct.accept(spaceId, me.userId, 'page');
    const { threadId, isHeld } = await this.openings.open(spaceId, me, input, 'page');
    return new SeeOther(threadHref(threadId), isHeld ? { kind: 'info', message: 'thread.nowHeld' } : { kind: 'success', message: input.kind === 'poll' ? 'kinds.nowAsked' : 'kinds.nowAnnounced' });
  }

  private async page(kind: Kind, spaceId: string, me: Actor, locale: string, { values, ...form }: FormState, isPreview = false): Promise<Page> {
    const [space, place] = await Promise.all([this.spaces.of(spaceId, me.userId), this.places.place(spaceId, me.userId)]);
    const reason = whyNotPost(space, this.clock.now());
    const language = typeof values['language'] === 'string' ? values['language'] : me.locale;
    const activities = kind === 'poll' ? await this.heads.activities(place, locale) : [];
    return new Page('kinds/new', {
      kind,
      action: `${spaceHref(spaceId)}/new/${kind}`,
      spaceHref: spaceHref(spaceId),
      crumbs: this.heads.crumbs(spaceId, place, locale),
      paused: pauseOf(space, this.clock.now()),
      refusal: reason && reasonText(this.messages, locale, reason),
      form: formView(this.messages, locale, 'kinds', { values, ...form }),
      language,
      languages: including(languages(locale), language),
      activities: activities.map(({ key, title }) => ({ value: key, label: title })),
      needsConduct: !space.hasAcceptedConduct,
      isAlumni: space.editionId === null,
      previewHtml: isPreview ? postHtml(String(values['markdown'] ?? ''), { editionId: space.editionId }) : null,
    });
  }
}

/** What was typed and fits, to be shown again. */
const filled = (body: unknown): FormState => emptyForm(body as Record<string, unknown>);
