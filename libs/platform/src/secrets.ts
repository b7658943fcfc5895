import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from './config';

/** Signs what leaves the house in links and comes back. Every purpose has a key of its own. */
@Injectable()
export class Secrets {
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

  private signature(purpose: string, value: string): string {
    return createHmac('sha256', `${purpose}\n${this.config.secret}`).update(value).digest('base64url').slice(0, 32);
  }
}

/** 256 random bits, safe in a URL. */
export const randomToken = (): string => randomBytes(32).toString('base64url');
export const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
