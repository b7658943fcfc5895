import { readFile } from 'node:fs/promises';
import { Controller, Get, Ip, Param, Post, Query, Req } from '@nestjs/common';
import { Busy, Messages, RateLimits } from '@academy/platform';
import type { Actor } from '@academy/people';
import { CredentialFiles, LARGEST_CHECKED, Verifications } from '@academy/credentials';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { TakesFiles, withUpload } from '../http/multipart';
import { Me } from '../http/request';
import { wordsForUpload } from '../studio/uploads';
import { Page, SeeOther } from '../views/page';
import { TypedCode } from './verify.forms';
import { type VerdictView, viewOfCode, viewOfVerdict } from './verify.view';

const Asked = z.looseObject({ code: z.string().max(100).default('') });

/** The page that says whether a credential holds: by its code, or by its file. */
@Controller('verify')
export class VerifyPages {
  constructor(
    private readonly verifications: Verifications,
    private readonly files: CredentialFiles,
    private readonly limits: RateLimits,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('anyone')
  ask(@Query({ schema: Asked }) { code }: z.infer<typeof Asked>): Page | SeeOther {
    return code.trim() === '' ? page('', null) : new SeeOther(`/verify/${encodeURIComponent(code.trim())}`);
  }

  @Get(':code')
  @Allow('anyone')
  async verify(@Param('code', { schema: TypedCode }) code: string, @Ip() address: string, @Me() me: Actor | null): Promise<Page> {
    await this.limits.count('verify', address);
    return page(code, viewOfCode(await this.verifications.byCode(code, me?.userId)));
  }

  /** Answers at once and leads nowhere else: what was sent is looked at and not kept. */
  @Post()
  @Allow('anyone')
  @TakesFiles('file')
  async verifyFile(@Req() request: FastifyRequest, @Ip() address: string, @Me() me: Actor | null): Promise<Page> {
    try {
      await this.limits.count('verify-file', address);
      return await withUpload(request, 'file', LARGEST_CHECKED, async ({ path, fileName }) => {
        const verdict = await this.files.check(await readFile(path), me?.userId);
        return page('', viewOfVerdict(verdict, fileName.slice(0, 200)));
      });
    } catch (error) {
      const words = error instanceof Busy ? this.messages.text(request.locale, 'verify.busy') : wordsForUpload(this.messages, request.locale, error);
      if (words === null) throw error;
      return new Page('credentials/verify', viewOfPage('', null, words), 422);
    }
  }
}

const viewOfPage = (code: string, verdict: VerdictView | null, error: string | null) => ({ code, verdict, error, megabytes: LARGEST_CHECKED / 1024 / 1024 });
const page = (code: string, verdict: VerdictView | null): Page => new Page('credentials/verify', viewOfPage(code, verdict, null));
