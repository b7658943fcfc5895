import { Body, Controller, Inject, Post } from '@nestjs/common';
import { CONFIG, type Config, NotSignedIn } from '@academy/platform';
import { Sessions } from '@academy/people';
import { z } from 'zod';
import { Allow } from '../http/allow';
import { cookieOptions, sessionCookie } from '../http/cookies';
import { parse } from '../http/schema.pipe';
import { ownPath, SeeOther } from '../views/page';

/** The accounts of the demonstration, by role, and where the work of each begins. Source: README.md, "The demonstration". */
const ROLES = {
  teacher: { email: 'teacher@academy.test', start: '/' },
  designer: { email: 'designer@academy.test', start: '/studio' },
  coordinator: { email: 'coordinator@academy.test', start: '/coordination' },
  moderator: { email: 'moderator@academy.test', start: '/' },
  administrator: { email: 'admin@academy.test', start: '/' },
} as const;
type DemoRole = keyof typeof ROLES;
const PASSWORD = 'measuring-our-street';

const DemoSignIn = z.strictObject({ role: z.enum(Object.keys(ROLES) as [DemoRole, ...DemoRole[]]), next: z.string().max(2_000).optional() });

/** One button a role. These accounts are public, and production refuses to start with them. */
@Controller('demo/sign-in')
export class DemoSignInPages {
  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Allow('anyone')
  async signIn(@Body() body: unknown): Promise<SeeOther> {
    const { role, next } = parse(DemoSignIn, body);
    const { email, start } = ROLES[role];
    try {
      const { token, expiresAt } = await this.sessions.signIn(email, PASSWORD, 'cookie');
      const onward = ownPath(next);
      return new SeeOther(onward === '/' ? start : onward).cookie(sessionCookie(this.config), token, cookieOptions(this.config, expiresAt));
    } catch (error) {
      // Where the demonstration was not loaded, or somebody has changed the password.
      if (error instanceof NotSignedIn) return new SeeOther('/sign-in', { kind: 'error', message: 'demo.noSuchAccount' });
      throw error;
    }
  }
}
