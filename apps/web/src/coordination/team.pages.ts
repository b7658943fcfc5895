import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Invalid, Messages } from '@academy/platform';
import { type Actor, can, Email } from '@academy/people';
import { EditionQueries, Editions, type TeamMember } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { formWords } from './form.words';

const TEAM_ROLES = ['moderator', 'coordinator'] as const;
const MemberForm = z.strictObject({ email: Email, role: z.enum(TEAM_ROLES) });

/** Who helps to run an edition. */
@Controller('coordination/editions/:id/team')
export class TeamPages {
  constructor(
    private readonly queries: EditionQueries,
    private readonly editions: Editions,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  show(@Param('id', { schema: Id }) id: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(request, me, id, emptyForm({ role: 'moderator' }));
  }

  @Post()
  @Allow('edition.run', { edition: 'id' })
  add(@Param('id', { schema: Id }) id: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return submit(
      MemberForm,
      body,
      async ({ email, role }) => {
        const user = await this.queries.userBy(email);
        if (!user) throw new Invalid([{ pointer: '/email', detail: 'is nobody’s here' }]);
        await this.editions.addToTeam(id, user.id, role, me.userId);
        return new SeeOther(`/coordination/editions/${id}/team`, { kind: 'success', message: 'coordination.memberAdded', values: { name: user.displayName } });
      },
      (form) => this.page(request, me, id, form),
    );
  }

  @Post(':userId/removal')
  @Allow('edition.run', { edition: 'id' })
  async remove(@Param('id', { schema: Id }) id: string, @Param('userId', { schema: Id }) userId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.editions.removeFromTeam(id, userId, me.userId);
    const mayStay = userId !== me.userId || can(withoutRolesIn(me, id), 'edition.run', { editionId: id, courseId: await this.queries.courseOf(id) });
    return new SeeOther(mayStay ? `/coordination/editions/${id}/team` : '/', { kind: 'success', message: 'coordination.memberRemoved' });
  }

  private async page({ locale }: FastifyRequest, me: Actor, id: string, form: FormState): Promise<Page> {
    const [edition, team] = await Promise.all([this.queries.view(id), this.queries.team(id)]);
    return new Page('coordination/team', {
      edition: found(edition, 'edition'),
      members: membersOf(team).map((member) => ({ ...member, isMe: member.userId === me.userId })),
      form: formWords(this.messages, locale, form),
      roles: TEAM_ROLES.map((value) => ({
        value,
        label: this.messages.text(locale, `coordination.role-${value}`),
        hint: this.messages.text(locale, `coordination.role-${value}-hint`),
        isChosen: form.values['role'] === value,
      })),
    });
  }
}

const withoutRolesIn = (me: Actor, editionId: string): Actor => ({ ...me, roles: me.roles.filter(({ scope, id }) => !(scope === 'edition' && id === editionId)) });

/** One line a person, with all roles they have here. */
function membersOf(team: TeamMember[]): { userId: string; displayName: string; roles: TeamMember['role'][] }[] {
  const members = new Map<string, { userId: string; displayName: string; roles: TeamMember['role'][] }>();
  for (const { userId, displayName, role } of team) {
    const roles = members.get(userId)?.roles ?? [];
    members.set(userId, { userId, displayName, roles: [...roles, role] });
  }
  return [...members.values()];
}
