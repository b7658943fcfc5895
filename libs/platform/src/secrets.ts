import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from './config';

const NONCE = 12;
const TAG = 16;

/** Signs what leaves the house in links and comes back. Every purpose has a key of its own. */
@Injectable()
export class Secrets {
  private readonly keys = new Map<string, { encryption: Buffer; nonces: Buffer }>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** `value.signature`, both safe in a URL. */
  seal(purpose: string, value: string): string {
    return `${value}.${this.signature(purpose, value)}`;
  }

  /** The value that was sealed for this purpose, or null. */
  open(purpose: string, sealed: string): string | null {
    const dot = sealed.lastIndexOf('.');
    if (dot < 1) return null;
    const value = sealed.slice(0, dot);
    const given = Buffer.from(sealed.slice(dot + 1));
    const expected = Buffer.from(this.signature(purpose, value));
    return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
  }

  /** As `seal`, but whoever reads it learns nothing: encrypted too (AES-256-GCM), the same for the same value. */
  conceal(purpose: string, value: string): string {
    const { encryption, nonces } = this.keysOf(purpose);
    // A nonce made of the value is not used for another one.
    const nonce = createHmac('sha256', nonces).update(value).digest().subarray(0, NONCE);
    const cipher = createCipheriv('aes-256-gcm', encryption, nonce);
    const hidden = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
  }

  /** The value that was concealed for this purpose, or null. */
  reveal(purpose: string, concealed: string): string | null {
    const bytes = Buffer.from(concealed, 'base64url');
    if (bytes.length <= NONCE + TAG || bytes.toString('base64url') !== concealed) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.keysOf(purpose).encryption, bytes.subarray(0, NONCE)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  private keysOf(purpose: string): { encryption: Buffer; nonces: Buffer } {
    const known = this.keys.get(purpose);
    if (known) return known;
    const bytes = Buffer.from(hkdfSync('sha256', this.config.secret, '', `conceal ${purpose}`, 64));
    const keys = { encryption: bytes.subarray(0, 32), nonces: bytes.subarray(32) };
    this.keys.set(purpose, keys);
    return keys;
  }

  private signature(purpose: string, value: string): string {
    return createHmac('sha256', `${purpose}\n${this.config.secret}`).update(value).digest('base64url').slice(0, 32);
  }
}

/** 256 random bits, safe in a URL. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
export const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
