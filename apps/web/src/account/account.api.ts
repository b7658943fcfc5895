import { Body, Controller, Get, Ip, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { PageQuery, RateLimits, type Page } from '@academy/platform';
import {
  Accounts, type Actor, Audit, AuditEntry, Email, Password, People, ProfileChange, Registration, RoleView, UserView,
} from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { Me } from '../http/request';
import { Id, listOf } from '../http/shapes';

const Token = z.strictObject({ token: z.string().max(200) });
const AuditQuery = z.strictObject({
  ...PageQuery,
  actor: z.uuid().optional(),
  action: z.string().max(100).optional(),
  subject: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
const NewRoles = z.strictObject({ roles: z.array(RoleView).max(200) });
const NewPassword = Token.extend({ password: Password });
const ResetRequest = z.strictObject({ email: Email });

@Controller('api/v1')
export class AccountApi {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly limits: RateLimits,
  ) {}

  @Post('accounts')
  @Allow('anyone')
  @Answers({ 202: null })
  async register(@Body({ schema: Registration }) input: Registration, @Ip() address: string): Promise<void> {
    await this.limits.count('register', address);
    await this.accounts.register(input);
  }

  @Post('accounts/verify')
  @Allow('anyone')
  @Answers({ 204: null })
  async verify(@Body({ schema: Token }) { token }: z.infer<typeof Token>, @Ip() address: string): Promise<void> {
    await this.limits.count('token', address);
    await this.accounts.verify(token);
  }

  @Post('accounts/password-reset')
  @Allow('anyone')
  @Answers({ 202: null })
  async requestReset(@Body({ schema: ResetRequest }) { email }: z.infer<typeof ResetRequest>, @Ip() address: string): Promise<void> {
    await this.limits.count('password-reset', `${address} ${email.toLowerCase()}`);
    await this.accounts.requestPasswordReset(email);
  }

  @Post('accounts/password')
  @Allow('anyone')
  @Answers({ 204: null })
  async setPassword(@Body({ schema: NewPassword }) { token, password }: z.infer<typeof NewPassword>, @Ip() address: string): Promise<void> {
    await this.limits.count('token', address);
    await this.accounts.setPassword(token, password);
  }

  @Get('me')
  @Allow('signed-in')
  @Answers({ 200: UserView })
  me(@Me() me: Actor): Promise<UserView> {
    return this.people.profile(me.userId);
  }

  @Patch('me')
  @Allow('signed-in')
  @Answers({ 200: UserView })
  change(@Me() me: Actor, @Body({ schema: ProfileChange }) change: ProfileChange): Promise<UserView> {
    return this.people.change(me.userId, change);
  }

  @Put('users/:id/roles')
  @Allow('roles.manage')
  @Answers({ 200: UserView })
  setRoles(@Param('id', { schema: Id }) id: string, @Body({ schema: NewRoles }) { roles }: z.infer<typeof NewRoles>, @Me() me: Actor): Promise<UserView> {
    return this.people.setRoles(id, roles, me.userId);
  }

  @Get('audit')
  @Allow('audit.read')
  @Answers({ 200: listOf(AuditEntry) })
  auditLog(@Query({ schema: AuditQuery }) query: z.infer<typeof AuditQuery>): Promise<Page<AuditEntry>> {
    return this.audit.list(query);
  }
}
