import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database } from '@academy/platform';
import { grantRole, hashPassword, type Role, type ScopeKind, User } from '@academy/people';
import type { DemoPerson } from '../people';

/** Of all five accounts that can sign in; README and the sign-in page tell it. */
export const DEMO_PASSWORD = 'measuring-our-street';

type Account = { name: string; displayName: string; country: string; locale: string; timeZone: string; role: { role: Role; scope: ScopeKind } | null };

const ACCOUNTS: Account[] = [
  { name: 'teacher', displayName: 'Tereza Nováková', country: 'CZ', locale: 'en', timeZone: 'Europe/Prague', role: null },
  { name: 'designer', displayName: 'Dimitra Alexiou', country: 'GR', locale: 'en', timeZone: 'Europe/Athens', role: { role: 'designer', scope: 'platform' } },
  { name: 'coordinator', displayName: 'Charlotte Maes', country: 'BE', locale: 'en', timeZone: 'Europe/Brussels', role: { role: 'coordinator', scope: 'platform' } },
  { name: 'moderator', displayName: 'Mikkel Sørensen', country: 'DK', locale: 'en', timeZone: 'Europe/Copenhagen', role: null },
  { name: 'admin', displayName: 'Anikó Szabó', country: 'HU', locale: 'en', timeZone: 'Europe/Budapest', role: { role: 'administrator', scope: 'platform' } },
];

export type AccountName = 'teacher' | 'designer' | 'coordinator' | 'moderator' | 'admin';

/** The five accounts that can sign in, and the sixty people who cannot. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async areThere(): Promise<boolean> {
    return (await this.database.one('SELECT id FROM users WHERE email = $1', [addressOf('teacher')])) !== null;
  }

  async open(): Promise<Record<AccountName, string>> {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    const ids = {} as Record<AccountName, string>;
    for (const { name, role, ...person } of ACCOUNTS) {
      const reads = [...new Set([person.country === 'BE' ? 'fr' : person.locale, 'en'])];
      const id = await this.insert({ ...person, email: addressOf(name), certificateName: person.displayName, reads, school: null, level: 'secondary', subjects: ['science'], passwordHash });
      if (role) await grantRole(this.database.source.manager, id, { ...role, id: null });
      ids[name as AccountName] = id;
    }
    return ids;
  }

  resident({ key: _, path: __, ...person }: DemoPerson): Promise<string> {
    return this.insert({ ...person, passwordHash: null });
  }

  private async insert(person: Omit<User, 'id' | 'emailVerifiedAt' | 'createdAt'>): Promise<string> {
    const id = randomUUID();
    const now = this.clock.now();
    await this.database.source.manager.insert(User, { ...person, id, emailVerifiedAt: now, createdAt: now });
    return id;
  }
}

const addressOf = (name: string): string => `${name}@academy.test`;
