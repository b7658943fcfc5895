import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { formatInstant, found, Invalid, Messages, Refused } from '@academy/platform';
import type { Actor } from '@academy/people';
import { type Award, Awards, Certificates, CredentialQueries, type CredentialStatus, MOST_EVIDENCE } from '@academy/credentials';
import { EditionQueries, type EditionPerson } from '@academy/editions';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { evidenceOf } from '../badges/batches.pages';
import { Allow } from '../http/allow';
import { Me } from '../http/request';
import { parse } from '../http/schema.pipe';
import { Id } from '../http/shapes';
import { emptyForm, type FormState, submit } from '../views/forms';
import { Page, SeeOther } from '../views/page';
import { formWords } from './form.words';

const RevocationForm = z.strictObject({ reason: z.string().trim().min(1).max(2_000) });
const Where = z.object({ id: Id, enrolmentId: Id, kind: z.enum(['awards', 'certificates']), credentialId: Id });
const ReissueForm = z.strictObject({ reason: z.string().trim().max(2_000).optional() });
/** One more piece of evidence, or one less. */
const EvidenceForm = z.strictObject({ evidenceTitle: z.string().max(200).optional(), evidenceText: z.string().max(2_000).optional(), evidenceUrl: z.string().max(500).optional(), remove: z.coerce.number().int().min(0).max(MOST_EVIDENCE).optional() });
type Where = z.infer<typeof Where>;
type Credential = { id: string; title: string | null; issuedAt: Date; status: CredentialStatus; revokeReason: string | null };

/** One award or certificate of one person: revoke it with a reason, or issue it anew after a change of name. */
@Controller('coordination/editions/:id/people/:enrolmentId/:kind/:credentialId')
export class PersonCredentialsPages {
  constructor(
    private readonly editions: EditionQueries,
    private readonly credentials: CredentialQueries,
    private readonly awards: Awards,
    private readonly certificates: Certificates,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Allow('edition.run', { edition: 'id' })
  show(@Param({ schema: Where }) where: Where, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page> {
    return this.page(where, me, request, emptyForm());
  }

  @Post('revocation')
  @Allow('edition.run', { edition: 'id' })
  async revoke(@Param({ schema: Where }) where: Where, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    await this.credential(where);
    return submit(
      RevocationForm,
      body,
      async ({ reason }) => {
        await this.keeper(where).revoke(where.credentialId, reason, me.userId);
        return new SeeOther(addressOf(where), { kind: 'success', message: 'coordination.revoked' });
      },
      (form) => this.page(where, me, request, form),
    );
  }

  @Post('reissue')
  @Allow('edition.run', { edition: 'id' })
  async reissue(@Param({ schema: Where }) where: Where, @Body() body: unknown, @Me() me: Actor): Promise<SeeOther> {
    await this.credential(where);
    const { reason } = parse(ReissueForm, body ?? {});
    try {
      const credentialId = await (where.kind === 'awards' ? this.awards.reissue(where.credentialId, me.userId, reason || null) : this.certificates.reissue(where.credentialId, me.userId));
      return new SeeOther(addressOf({ ...where, credentialId }), { kind: 'success', message: 'coordination.reissued' });
    } catch (error) {
      // Somebody else was quicker: the page shows how it stands now.
      if (error instanceof Refused) return new SeeOther(addressOf(where), { kind: 'error', message: 'coordination.reissuedBefore' });
      throw error;
    }
  }

  /** What an award was given for: it is shown where the holder agrees. */
  @Post('evidence')
  @Allow('edition.run', { edition: 'id' })
  async prove(@Param({ schema: Where }) where: Where, @Body() body: unknown, @Me() me: Actor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    await this.credential(where);
    if (where.kind !== 'awards') return this.back(where);
    const { evidence } = await this.awards.find(where.credentialId);
    return submit(
      EvidenceForm,
      body,
      async ({ remove, ...words }) => {
        const given = remove === undefined ? evidenceOf(words) : [];
        if (remove === undefined && given.length === 0) throw new Invalid([{ pointer: '/evidenceTitle', detail: 'is missing' }]);
        if (evidence.length + given.length > MOST_EVIDENCE) throw new Refused('too-much-evidence', { most: MOST_EVIDENCE });
        await this.awards.prove(where.credentialId, [...evidence.filter((_, index) => index !== remove), ...given], me.userId);
        return new SeeOther(addressOf(where), { kind: 'success', message: 'badges.evidenceKept' });
      },
      (form) => this.page(where, me, request, form),
    );
  }

  /** Addresses that forms are sent to, asked for again after one was refused. */
  @Get(['revocation', 'reissue', 'evidence'])
  @Allow('edition.run', { edition: 'id' })
  back(@Param({ schema: Where }) where: Where): SeeOther {
    return new SeeOther(addressOf(where));
  }

  private keeper = ({ kind }: Where): Awards | Certificates => (kind === 'awards' ? this.awards : this.certificates);

  /** The credential, where it is this person's and this person takes part in this edition. */
  private async credential({ id, enrolmentId, kind, credentialId }: Where): Promise<{ person: EditionPerson; credential: Credential; newest: string | null }> {
    const [person, all] = await Promise.all([
      this.editions.person(id, enrolmentId),
      kind === 'awards' ? this.credentials.ofEdition(id, { enrolmentId }) : this.credentials.certificatesOf(enrolmentId),
    ]);
    const shapes = all.map((each): Credential =>
      'awardId' in each ? { id: each.awardId, title: each.badge, ...marksOf(each), revokeReason: each.revokeReason } : { id: each.id, title: null, ...marksOf(each), revokeReason: null },
    );
    const credential = found(shapes.find((each) => each.id === credentialId), 'credential');
    // They come newest first.
    const newest = shapes.find(({ id: other, title, status }) => other !== credentialId && title === credential.title && status !== 'superseded');
    return { person: found(person, 'enrolment'), credential, newest: newest?.id ?? null };
  }

  private facts(locale: string, timeZone: string, { issuedAt, revokeReason }: Credential, award: Award | null): { label: string; value: string }[] {
    const text = (key: string) => this.messages.text(locale, `coordination.${key}`);
    return [
      { label: text('awardedOn'), value: formatInstant(issuedAt, 'day', locale, timeZone) },
      ...(award?.expiresAt ? [{ label: this.messages.text(locale, 'badges.stands'), value: this.messages.text(locale, 'badges.until', { day: formatInstant(award.expiresAt, 'day', locale, timeZone) }) }] : []),
      ...(award?.reissueReason ? [{ label: this.messages.text(locale, 'badges.reissuedBecause'), value: award.reissueReason }] : []),
      ...(revokeReason ? [{ label: text('revokedBecause'), value: revokeReason }] : []),
    ];
  }

  private async page(where: Where, me: Actor, { locale }: FastifyRequest, form: FormState): Promise<Page> {
    const [edition, { person, credential, newest }] = await Promise.all([this.editions.view(where.id), this.credential(where)]);
    const award = where.kind === 'awards' ? await this.awards.find(credential.id) : null;
    return new Page('coordination/credential', {
      edition: found(edition, 'edition'),
      person,
      kind: where.kind,
      address: addressOf(where),
      back: `/coordination/editions/${where.id}/people/${where.enrolmentId}`,
      heading: credential.title ?? this.messages.text(locale, 'coordination.certificate'),
      credential,
      newest: newest && addressOf({ ...where, credentialId: newest }),
      facts: this.facts(locale, me.timeZone, credential, award),
      award: award && { evidence: award.evidence, isEvidenceShown: award.isEvidenceShown, mayAdd: award.evidence.length < MOST_EVIDENCE },
      form: formWords(this.messages, locale, form),
    });
  }
}

const marksOf = ({ issuedAt, status }: { issuedAt: Date; status: CredentialStatus }) => ({ issuedAt, status });

const addressOf = ({ id, enrolmentId, kind, credentialId }: Where): string => `/coordination/editions/${id}/people/${enrolmentId}/${kind}/${credentialId}`;
