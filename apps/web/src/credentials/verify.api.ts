import { readFile } from 'node:fs/promises';
import { Controller, Get, Ip, Param, Post, Req } from '@nestjs/common';
import { RateLimits } from '@academy/platform';
import type { Actor } from '@academy/people';
import { CredentialFiles, LARGEST_CHECKED, Verifications } from '@academy/credentials';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../http/allow';
import { Answers } from '../http/answers';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { TypedCode, VerifiedFile, VerifiedView, viewOfFile, viewOfVerified } from './verify.forms';

@Controller('api/v1/verify')
export class VerifyApi {
  constructor(
    private readonly verifications: Verifications,
    private readonly files: CredentialFiles,
    private readonly limits: RateLimits,
  ) {}

  @Get(':code')
  @Allow('anyone')
  @Answers({ 200: VerifiedView })
  async verify(@Param('code', { schema: TypedCode }) code: string, @Ip() address: string, @Me() me: Actor | null): Promise<VerifiedView> {
    await this.limits.count('verify', address);
    return viewOfVerified(await this.verifications.byCode(code, me?.userId));
  }

  /** A PDF, PNG, SVG, JWT or JSON, ours or not. It is looked at and not kept. */
  @Post()
  @Allow('anyone')
  @TakesFiles('file')
  @Answers({ 200: VerifiedFile })
  async verifyFile(@Req() request: FastifyRequest, @Ip() address: string, @Me() me: Actor | null): Promise<z.infer<typeof VerifiedFile>> {
    await this.limits.count('verify-file', address);
    return withUpload(request, 'file', LARGEST_CHECKED, async ({ path }) => viewOfFile(await this.files.check(await readFile(path), me?.userId)));
  }
}
