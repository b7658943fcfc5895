import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { found, type Page, PageQuery } from '@academy/platform';
import { EditionGroup, StudyGroupQueries, StudyGroups } from '@academy/enrolments';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answer, Answers } from '../http/answers';
import { Id, listOf } from '../http/shapes';
import { GroupForm, JoinForm } from './groups.forms';

const Group = z.object({ id: z.string(), name: z.string(), code: z.string(), members: z.array(z.object({ displayName: z.string(), me: z.boolean() })) });
const GroupsQuery = z.strictObject(PageQuery);

@Controller('api/v1')
export class GroupsApi {
  constructor(
    private readonly groups: StudyGroups,
    private readonly queries: StudyGroupQueries,
  ) {}

  @Get('enrolments/:id/group')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 200: Group })
  async show(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof Group>> {
    const group = found(await this.queries.of(id), 'group');
    return { ...group, members: group.members.map(({ displayName, isMe }) => ({ displayName, me: isMe })) };
  }

  @Post('enrolments/:id/group')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: Group })
  async create(@Param('id', { schema: Id }) id: string, @Body({ schema: GroupForm }) { name }: z.infer<typeof GroupForm>): Promise<z.infer<typeof Group>> {
    await this.groups.create(id, name);
    return this.show(id);
  }

  /** 200 for who is in the group already. */
  @Post('enrolments/:id/group/members')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 201: Group, 200: Group })
  async join(@Param('id', { schema: Id }) id: string, @Body({ schema: JoinForm }) { code }: z.infer<typeof JoinForm>): Promise<Answer> {
    const { isNew } = await this.groups.join(id, code);
    return new Answer(isNew ? 201 : 200, await this.show(id));
  }

  @Delete('enrolments/:id/group')
  @Allow('enrolment.use', { enrolment: 'id' })
  @Answers({ 204: null })
  async leave(@Param('id', { schema: Id }) id: string): Promise<void> {
    await this.groups.leave(id);
  }

  @Get('editions/:id/groups')
  @Allow('edition.run', { edition: 'id' })
  @Answers({ 200: listOf(EditionGroup) })
  ofEdition(@Param('id', { schema: Id }) id: string, @Query({ schema: GroupsQuery }) { limit, cursor }: z.infer<typeof GroupsQuery>): Promise<Page<EditionGroup>> {
    return this.queries.ofEdition(id, limit, cursor);
  }
}
