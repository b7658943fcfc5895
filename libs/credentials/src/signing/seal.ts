import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config } from '@academy/platform';
import { GeneralSign } from 'jose';
import { KeyRing } from './key.ring';
import { keyAddress } from './keys';

export type Sealed = { contentType: string; body: string };

/** What closes a document so that nobody changes it: ours by default, an institution's where there is one. Provide another under SEAL. */
export interface Seal {
  seal(document: object): Promise<Sealed>;
}
export const SEAL = Symbol('seal');

/**
 * The Academy's own seal: a JWS (RFC 7515, JSON serialisation) over the document as it is sent, made with the key ring
 * and checked by the published keys. It says that the document came from this site and was not changed. It is no
 * qualified electronic seal: JAdES asks for a certificate of a trust service, which an institution plugs in.
 */
@Injectable()
export class JwsSeal implements Seal {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async seal(document: object): Promise<Sealed> {
    const key = await this.keyRing.signer('EdDSA');
    const header = { alg: 'EdDSA', kid: keyAddress(this.config.publicUrl, key.kid), typ: 'JOSE+JSON', cty: 'ld+json', iat: Math.floor(this.clock.now().getTime() / 1000) };
    const sealed = await new GeneralSign(new TextEncoder().encode(JSON.stringify(document))).addSignature(key.privateKey).setProtectedHeader(header).sign();
    return { contentType: 'application/jose+json', body: JSON.stringify(sealed) };
  }
}
