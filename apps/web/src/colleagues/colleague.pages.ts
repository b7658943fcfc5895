import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Messages, NotFound, Refused } from '@academy/platform';
import { type Colleague, Colleagues, Contributions, type Meeting, postWords } from '@academy/discussions';
import { StudyGroupInvitations } from '@academy/enrolments';
import { type Actor, Blocks } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { languageBeside } from '../learning/language';
import { NothingForm } from '../learning/learning.forms';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { headOf } from './colleagues.pages';
import { PersonViews } from './person.view';

const RECENT = 5;
/** Letters of a post that say what it is about. */
const EXCERPT = 220;

/** One colleague: what they show, what they wrote here last, and what one can do. */
@Controller('editions/:id/colleagues/:userId')
export class ColleaguePages {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly contributions: Contributions,
    private readonly blocks: Blocks,
    private readonly invitations: StudyGroupInvitations,
    private readonly messages: Messages,
    private readonly people: PersonViews,
  ) {}

  @Get()
  @Allow('discussion.join', { space: 'id' })
  async show(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    const [meeting, colleague] = await Promise.all([this.colleagues.meeting(id, me.userId), this.colleagues.one(id, userId, me.userId).catch(orNobody)]);
    return colleague ? this.page(meeting, colleague, request.locale, emptyForm()) : new Page('colleagues/nobody', headOf(meeting), 404);
  }

  /** To the study group that one is in. */
  @Post('invitation')
  @Allow('discussion.join', { space: 'id' })
  async invite(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const [meeting, colleague] = await Promise.all([this.colleagues.meeting(id, me.userId), this.colleagues.one(id, userId, me.userId)]);
    const work = async () => {
      if (meeting.mine === null) throw new Refused('not-enrolled');
      await this.invitations.invite(meeting.mine.enrolmentId, userId);
      return new SeeOther(`/editions/${id}/colleagues/${userId}`, { kind: 'success', message: 'colleague.nowInvited', values: { name: colleague.displayName } });
    };
    return submit(NothingForm, body, work, (form) => this.page(meeting, colleague, request.locale, form));
  }

  /** They do not learn of it. */
  @Post('block')
  @Allow('discussion.join', { space: 'id' })
  async block(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<SeeOther> {
    const { displayName } = await this.colleagues.one(id, userId, me.userId);
    await this.blocks.block(me.userId, userId);
    return new SeeOther(`/editions/${id}/colleagues/${userId}`, { kind: 'success', message: 'colleague.nowBlocked', values: { name: displayName } });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['block', 'invitation'])
  @Allow('discussion.join', { space: 'id' })
  back(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string): SeeOther {
    return new SeeOther(`/editions/${id}/colleagues/${userId}`);
  }

  private async page(meeting: Meeting, colleague: Colleague, locale: string, form: FormState): Promise<Page> {
    const posts = colleague.isBlocked ? [] : await this.contributions.recent(meeting.editionId, colleague.id, RECENT);
    return new Page('colleagues/colleague', {
      ...headOf(meeting),
      address: `/editions/${meeting.editionId}/colleagues/${colleague.id}`,
      colleague: { ...colleague, ...this.people.view(locale, colleague) },
      group: groupOf(meeting, colleague),
      form: formView(this.messages, locale, 'colleague', form),
      posts: posts.map(({ markdown, ...post }) => ({
        ...post,
        words: postWords(markdown, EXCERPT),
        lang: languageBeside(post.language, locale),
        titleLang: languageBeside(post.titleLanguage, locale),
      })),
    });
  }
}

/** Learners invite learners: `begin` leads to a group of one's own first. Null where one of the two is none. */
function groupOf({ mine }: Meeting, { isMe, isLearner, isInMyGroup, isInvited }: Colleague) {
  if (isMe || !isLearner || mine?.state !== 'active') return null;
  const state = isInMyGroup ? ('member' as const) : isInvited ? ('invited' as const) : mine.groupName === null ? ('begin' as const) : ('invite' as const);
  return { state, name: mine.groupName, href: `/learning/${mine.enrolmentId}/group` };
}

/** Names beside posts lead here, also those of people who are not listed: they and strangers are answered alike. */
function orNobody(error: unknown): null {
  if (error instanceof NotFound && error.what === 'colleague') return null;
  throw error;
}
