import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { found } from '@academy/platform';
import { Colleagues } from '@academy/discussions';
import { EnrolmentQueries, StudyGroupInvitations, StudyGroupQueries } from '@academy/enrolments';
import type { Actor } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id } from '../http/shapes';

const Invited = z.object({ groupId: z.string(), userId: z.string() });
const Received = z.object({ items: z.array(z.object({ groupId: z.string(), name: z.string(), members: z.number(), invitedBy: z.object({ id: z.string(), displayName: z.string() }), invitedAt: z.string() })) });
const Invitee = z.strictObject({ userId: Id });
const Reply = z.strictObject({ accepted: z.boolean() });

/** Invitations to study groups: to one's own, and to those of others. */
@Controller('api/v1/enrolments/:id/group/invitations')
export class InvitationsApi {
  constructor(
    private readonly invitations: StudyGroupInvitations,
    private readonly queries: StudyGroupQueries,
    private readonly enrolments: EnrolmentQueries,
    private readonly colleagues: Colleagues,
  ) {}

  /** What waits for an answer. */
  @Get()
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: Received })
  async list(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Received>> {
    const received = await this.queries.invitations(id);
    return { items: received.map((invitation) => ({ ...invitation, invitedAt: invitation.invitedAt.toISOString() })) };
  }

  /** Invites a colleague of the edition who is listed. */
  @Post()
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: Invited })
  async invite(@Param('id', { schema: Id }) id: string, @Body({ schema: Invitee }) { userId }: z.infer<typeof Invitee>, @Me() me: Actor): Promise<z.infer<typeof Invited>> {
    const { editionId } = found(await this.enrolments.subject(id), 'enrolment');
    await this.colleagues.one(editionId, userId, me.userId);
    const { groupId } = await this.invitations.invite(id, userId);
    return { groupId, userId };
  }

  @Put(':groupId')
  @HttpCode(204)
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 204: null })
  async answer(@Param('id', { schema: Id }) id: string, @Param('groupId', { schema: Id }) groupId: string, @Body({ schema: Reply }) { accepted }: z.infer<typeof Reply>): Promise<void> {
    if (accepted) await this.invitations.accept(id, groupId);
    else await this.invitations.decline(id, groupId);
  }
}
