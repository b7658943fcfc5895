import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, sha256 } from '@academy/platform';
import { OpenBadges } from '../awards/open.badges.service';
import { OtherFormats } from '../awards/other.formats.service';
import { Certificates } from '../certificates/certificates.service';
import type { CredentialStatus } from '../credential.rules';
import { StatusLists } from '../signing/status.lists.service';
import type { StatusList } from '../signing/status-list';
import { unbake } from '../signing/unbake';
import { type InvalidReason, verifyCredential } from '../signing/verification';
import { type Claim, claimOf, payloadOf } from './claim.rules';
import { PdfCodes } from './pdf.codes';
import { type FileKind, kindOf, textOf } from './upload.rules';
import { Verifications, type Verified } from './verification.queries';

/**
 * How it is known: `same-file` by the bytes of the PDF, `signature`, `same-record` for what is published and not signed; or why it is not: `other-file` holds a code of ours but is not what
 * we made, `broken-signature` names us but was not signed so, `foreign`, `nothing-inside`, `not-readable` in time, `unknown-code`, `not-in-our-books`.
 */
export type FileReason = 'same-file' | 'signature' | 'same-record' | 'other-file' | 'broken-signature' | 'foreign' | 'nothing-inside' | 'not-readable' | 'unknown-code' | 'not-in-our-books';
export type FileVerdict = {
  status: CredentialStatus | 'altered' | 'not-ours' | 'unknown';
  why: FileReason;
  file: FileKind;
  /** What we hold ourselves; for an altered file, what it refers to. */
  credential: Verified | null;
  /** Of a badge that is not ours: what it says of itself. */
  claim: Claim | null;
};

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Whether a file is a credential of ours. It keeps nothing and follows no address that a file holds. */
@Injectable()
export class CredentialFiles {
  private readonly pdfCodes = new PdfCodes();

  constructor(
    private readonly verifications: Verifications,
    private readonly certificates: Certificates,
    private readonly openBadges: OpenBadges,
    private readonly others: OtherFormats,
    private readonly statusLists: StatusLists,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `viewerId`: who asks. Throws TooMany and Busy when too many files wait already. */
  async check(bytes: Buffer, viewerId: string | null = null): Promise<FileVerdict> {
    const file = kindOf(bytes);
    if (file === 'pdf') return { file, ...(await this.pdf(bytes, viewerId)) };
    const text = file === 'png' || file === 'svg' ? unbake(bytes) : file === 'jwt' || file === 'json' ? textOf(bytes) : null;
    return { file, ...(text === null ? NOTHING : await this.badge(text.trim(), viewerId)) };
  }

  private async pdf(bytes: Buffer, viewerId: string | null): Promise<Omit<FileVerdict, 'file'>> {
    const made = await this.verifications.byFile(sha256(bytes), viewerId);
    if (made) return { status: made.status, why: 'same-file', credential: made, claim: null };
    const codes = await this.pdfCodes.find(bytes);
    if (codes === null) return { ...NOTHING, why: 'not-readable' };
    for (const code of codes) {
      const credential = await this.verifications.byCode(code, viewerId);
      if (!credential) continue;
      return (await this.isArchiveCopy(bytes, credential)) ? { status: credential.status, why: 'same-file', credential, claim: null } : { status: 'altered', why: 'other-file', credential, claim: null };
    }
    return codes.length > 0 ? { ...NOTHING, why: 'unknown-code' } : NOTHING;
  }

  /** PDF/A is made anew whenever it is asked for, the same to the last byte each time. */
  private async isArchiveCopy(bytes: Buffer, { kind, id }: Verified): Promise<boolean> {
    if (kind !== 'certificate' || !bytes.includes('pdfaid')) return false;
    return (await this.certificates.pdf(id, 'a-2a'))?.equals(bytes) === true;
  }

  private async badge(text: string, viewerId: string | null): Promise<Omit<FileVerdict, 'file'>> {
    const document = text.startsWith('{') ? jsonOf(text) : payloadOf(text);
    const claim = claimOf(document);
    const awardId = this.awardIn(claim?.id ?? null);
    const verified = await verifyCredential(text, await this.openBadges.keySet(), await this.listOf(document), this.clock.now());
    if (verified.status === 'invalid' && !isGenuine(verified.reason)) {
      if (!claim || verified.reason === 'not-an-open-badge') return NOTHING;
      if (!this.isOurs(claim)) return { status: 'not-ours', why: 'foreign', credential: null, claim };
      const hosted = await this.hosted(document, awardId, viewerId);
      if (hosted) return { status: hosted.status, why: 'same-record', credential: hosted, claim: null };
      return { status: 'altered', why: 'broken-signature', credential: await this.awardBy(awardId, viewerId), claim: null };
    }
    // The signature is ours: how it stands now is what our books say.
    const credential = await this.awardBy(awardId, viewerId);
    return credential ? { status: credential.status, why: 'signature', credential, claim: null } : { ...NOTHING, why: 'not-in-our-books' };
  }

  /** Open Badges 2.0 has no signature: such a file is ours if it says to the letter what we publish at its address. */
  private async hosted(document: unknown, awardId: string | null, viewerId: string | null): Promise<Verified | null> {
    if (awardId === null || (document as { type?: unknown }).type !== 'Assertion') return null;
    const published = await this.others.assertion(awardId).catch(() => null);
    return published && isDeepStrictEqual(JSON.parse(JSON.stringify(published.document)), document) ? this.awardBy(awardId, viewerId) : null;
  }

  /** The list that a credential names, from our own books; null where it names none of ours. */
  private async listOf(document: unknown): Promise<StatusList | null> {
    const status = (document as { credentialStatus?: { statusListCredential?: unknown } } | null)?.credentialStatus;
    const url = typeof status?.statusListCredential === 'string' ? status.statusListCredential : '';
    const id = new RegExp(`/api/v1/status-lists/(${UUID})$`).exec(url)?.[1];
    if (!id) return null;
    return this.statusLists.bits(id).then(({ bits }) => ({ url, bits }), () => null);
  }

  private async awardBy(id: string | null, viewerId: string | null): Promise<Verified | null> {
    return id === null ? null : this.verifications.byId('award', id, viewerId);
  }

  private awardIn(id: string | null): string | null {
    return (id && new RegExp(`/awards/(${UUID})(?:$|[?#.])`).exec(id)?.[1]) ?? null;
  }

  /** Whether a badge says that we issued it. */
  private isOurs({ issuerId, id }: Claim): boolean {
    const { host, origin } = new URL(this.config.publicUrl);
    const did = `did:web:${host.replace(':', '%3A')}`;
    return [issuerId, id].some((each) => each !== null && (each === did || each.startsWith(`${did}:`) || each.startsWith(`${did}#`) || originOf(each) === origin));
  }
}

const NOTHING: Omit<FileVerdict, 'file'> = { status: 'unknown', why: 'nothing-inside', credential: null, claim: null };

/** What is wrong with a badge that was signed by us all the same: its status is looked up in our own books. */
const isGenuine = (reason: InvalidReason): boolean => reason === 'status-unknown' || reason === 'not-yet-valid';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}
