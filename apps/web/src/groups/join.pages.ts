import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { found, Messages } from '@academy/platform';
import type { Actor } from '@academy/people';
import { type Invitation, StudyGroupQueries, StudyGroups } from '@academy/enrolments';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { NothingForm } from '../learning/learning.forms';
import { formView } from '../views/form.view';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';

const Code = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);

/** What the link of a study group opens: who calls one in, and the button to join. The code is the permission. */
@Controller('groups/join/:code')
export class JoinPages {
  constructor(
    private readonly groups: StudyGroups,
    private readonly queries: StudyGroupQueries,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(@Param('code', { schema: Code }) code: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const invitation = await this.invitation(code, me);
    return isIn(invitation) ? new SeeOther(`/learning/${invitation.enrolmentId}/group`) : this.page(code, invitation, request, emptyForm());
  }

  @Post()
  @Allow('signed-in')
  async join(@Param('code', { schema: Code }) code: string, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const invitation = await this.invitation(code, me);
    const { enrolmentId, editionId } = invitation;
    const work = async () => {
      if (enrolmentId === null) return new SeeOther(`/editions/${editionId}/enrolment`);
      await this.groups.join(enrolmentId, code);
      return new SeeOther(`/learning/${enrolmentId}/group`, { kind: 'success', message: 'group.nowJoined' });
    };
    return submit(NothingForm, body, work, (form) => this.page(code, invitation, request, form));
  }

  private async invitation(code: string, me: Actor): Promise<Invitation> {
    return found(await this.queries.invitation(code, me.userId), 'group');
  }

  private page(code: string, invitation: Invitation, { locale }: FastifyRequest, form: FormState): Page {
    const { state, myGroupId } = invitation;
    return new Page('groups/join', {
      code,
      invitation,
      obstacle: state !== 'active' ? 'not-active' : myGroupId === null ? null : 'in-another',
      mayEnrol: state === null || state === 'withdrawn',
      form: formView(this.messages, locale, 'group', form),
    });
  }
}

const isIn = ({ id, myGroupId }: Invitation): boolean => id === myGroupId;
