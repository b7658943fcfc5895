import { readFile } from 'node:fs/promises';
import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Invalid, Messages } from '@academy/platform';
import { CertificateDesigns } from '@academy/credentials';
import type { Actor } from '@academy/people';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../http/allow';
import { type SentForm, TakesFiles, withForm } from '../http/multipart';
import { Me } from '../http/request';
import { Id } from '../http/shapes';
import { type FormState, submit } from '../views/forms';
import { type Page, SeeOther } from '../views/page';
import { SignatureForm } from './design.forms';
import { addressOf, designPage } from './design.page';

const LARGEST = 2 * 1024 * 1024;

/** Who signs the certificates of a course, with the picture of a signature where there is one. */
@Controller('coordination/courses/:id/certificate-design/signatures')
export class SignaturesPages {
  constructor(
    private readonly designs: CertificateDesigns,
    private readonly messages: Messages,
  ) {}

  @Post()
  @Allow('edition.create', { course: 'id' })
  @TakesFiles('picture')
  add(@Param('id', { schema: Id }) courseId: string, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return withForm(request, 'picture', LARGEST, ({ fields, file }) =>
      submit(
        SignatureForm,
        fields,
        async ({ name, role }) => {
          await this.designs.addSignature(courseId, { name, role, picture: await bytesOf(file) }, me.userId);
          return new SeeOther(`${addressOf(courseId)}#signatures`, { kind: 'success', message: 'certificates.signatureAdded' });
        },
        // What was wrong with a file is said of it, and not that there was none.
        (form) => this.page(courseId, request, { ...form, values: { ...form.values, picture: file ? 'sent' : '' } }),
      ),
    );
  }

  @Post(':signatureId/removal')
  @Allow('edition.create', { course: 'id' })
  async remove(@Param('id', { schema: Id }) courseId: string, @Param('signatureId', { schema: Id }) signatureId: string, @Me() me: Actor): Promise<SeeOther> {
    await this.designs.removeSignature(courseId, signatureId, me.userId);
    return new SeeOther(`${addressOf(courseId)}#signatures`, { kind: 'success', message: 'certificates.signatureRemoved' });
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['', ':signatureId/removal'])
  @Allow('edition.create', { course: 'id' })
  back(@Param('id', { schema: Id }) courseId: string): SeeOther {
    return new SeeOther(`${addressOf(courseId)}#signatures`);
  }

  private async page(courseId: string, { locale }: FastifyRequest, signature: FormState): Promise<Page> {
    return designPage(this.messages, locale, undefined, { designed: await this.designs.ofCourse(courseId), signature });
  }
}

async function bytesOf(file: SentForm['file']): Promise<Buffer | null> {
  if (file === 'too-large') throw new Invalid([{ pointer: '/picture', detail: 'is larger than 2 MB' }]);
  return file && readFile(file.path);
}
