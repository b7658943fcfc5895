import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import type { SmtpError } from './mail.rules';

/** Nothing that ends a line, an address or a list of them. */
const UNSAFE = /[\s<>,;:"()[\]\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** The one address in `Name <address>` or `address`, its domain in ASCII (IDNA). Throws an `SmtpError` for what is none: it can never be sent to. */
export function envelopeAddress(text: string): string {
  const bare = text.includes('<') ? (addressparser(text, { flatten: true })[0]?.address ?? '') : text;
  const at = bare.lastIndexOf('@');
  const [local, domain] = [bare.slice(0, at), domainToASCII(bare.slice(at + 1))];
  if (at < 1 || !/^[a-z0-9.-]{1,253}$/.test(domain) || UNSAFE.test(local) || Buffer.byteLength(local) > 64) {
    throw Object.assign(new Error('This is no address that a mail can be sent to.'), { isRefusedByUs: true } satisfies SmtpError);
  }
  return `${local.normalize('NFC')}@${domain}`;
}
