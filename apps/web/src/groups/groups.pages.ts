import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { CONFIG, type Config, Messages } from '@academy/platform';
import { MOST_MEMBERS, StudyGroupInvitations, StudyGroupQueries, StudyGroups } from '@academy/enrolments';
import { LearningQueries } from '@academy/learning';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { Id } from '../http/shapes';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { NothingForm } from '../learning/learning.forms';
import { GroupForm, JoinForm } from './groups.forms';

type Shown = { create?: FormState; join?: FormState; accept?: FormState };

/** The study group of an enrolment: begin one, join one, answer an invitation, pass its link on, leave it. */
@Controller('learning/:enrolmentId/group')
export class GroupsPages {
  constructor(
    private readonly groups: StudyGroups,
    private readonly queries: StudyGroupQueries,
    private readonly invitations: StudyGroupInvitations,
    private readonly learning: LearningQueries,
    private readonly messages: Messages,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  show(@Param('enrolmentId', { schema: Id }) id: string, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(id, request, {});
  }

  @Post()
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  create(@Param('enrolmentId', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ name }: { name: string }) => {
      await this.groups.create(id, name);
      return new SeeOther(`/learning/${id}/group`, { kind: 'success', message: 'group.nowCreated' });
    };
    return submit(GroupForm, body, work, (create) => this.page(id, request, { create }));
  }

  @Post('members')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  join(@Param('enrolmentId', { schema: Id }) id: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async ({ code }: { code: string }) => {
      await this.groups.join(id, code);
      return new SeeOther(`/learning/${id}/group`, { kind: 'success', message: 'group.nowJoined' });
    };
    return submit(JoinForm, body, work, (join) => this.page(id, request, { join }));
  }

  @Post('departure')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async leave(@Param('enrolmentId', { schema: Id }) id: string): Promise<SeeOther> {
    await this.groups.leave(id);
    return new SeeOther(`/learning/${id}/group`, { kind: 'success', message: 'group.nowLeft' });
  }

  @Post('invitations/:groupId/acceptance')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  accept(@Param('enrolmentId', { schema: Id }) id: string, @Param('groupId', { schema: Id }) groupId: string, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const work = async () => {
      await this.invitations.accept(id, groupId);
      return new SeeOther(`/learning/${id}/group`, { kind: 'success', message: 'group.nowJoined' });
    };
    return submit(NothingForm, body, work, (accept) => this.page(id, request, { accept }));
  }

  @Post('invitations/:groupId/refusal')
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  async decline(@Param('enrolmentId', { schema: Id }) id: string, @Param('groupId', { schema: Id }) groupId: string): Promise<SeeOther> {
    await this.invitations.decline(id, groupId);
    return new SeeOther(`/learning/${id}/group`, { kind: 'success', message: 'group.nowDeclined' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['members', 'departure', 'invitations/:groupId/acceptance', 'invitations/:groupId/refusal'])
  @Allow('enrolment.use', { enrolment: 'enrolmentId' })
  back(@Param('enrolmentId', { schema: Id }) id: string): SeeOther {
    return new SeeOther(`/learning/${id}/group`);
  }

  private async page(id: string, { locale }: FastifyRequest, { create, join, accept }: Shown): Promise<Page> {
    const [enrolment, group] = await Promise.all([this.learning.enrolment(id), this.queries.of(id)]);
    const mayGather = enrolment.state === 'active';
    const [invited, invitations] = await Promise.all([group ? this.queries.invited(group.id) : [], mayGather && !group ? this.queries.invitations(id) : []]);
    return new Page('groups/group', {
      enrolment: { id, state: enrolment.state, course: enrolment.course, edition: enrolment.edition.name, editionId: enrolment.edition.id },
      invited,
      invitations,
      group: group && { ...group, link: `${this.config.publicUrl}/groups/join/${group.code}` },
      mayGather,
      most: MOST_MEMBERS,
      create: formView(this.messages, locale, 'group', create ?? emptyForm()),
      join: formView(this.messages, locale, 'group', join ?? emptyForm()),
      accept: formView(this.messages, locale, 'group', accept ?? emptyForm()),
    });
  }
}
