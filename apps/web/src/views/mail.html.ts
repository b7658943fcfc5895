import type { FastifyReply } from 'fastify';

/** As a mail program would show it: its own styles, no scripts, links that leave a frame. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** The HTML part of a mail, as an answer of its own. */
export class MailHtml {
  constructor(private readonly html: string) {}

  /** What the route returns, with the headers that keep it apart from our pages. */
  answer(reply: FastifyReply): string {
    void reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY);
    return this.html.replace('<head>', '<head><base target="_top">');
  }
}
