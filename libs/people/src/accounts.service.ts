import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Database, queueMail, record, row, type Transaction } from '@academy/platform';
import type { Registration } from './account.schemas';
import { hashPassword } from './passwords';
import { AccountRegistered, AddressVerified, PasswordChanged } from './people.facts';
import { AddressKnown, PasswordWasChanged, ResetPassword, VerifyAddress } from './people.mails';
import { Sessions } from './sessions.service';
import { Tokens } from './tokens';
import { User } from './user.entity';

/** Accounts: register, verify the address, choose a new password. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Registers a person and mails a link that verifies the address. An address that is verified already gets a
   * notice instead; one that is not gets the new password and a new link. The caller is told nothing of this.
   */
  async register(input: Registration): Promise<void> {
    const passwordHash = await hashPassword(input.password);
    await this.database.transaction(async (tx) => {
      const known = await userByEmail(tx, input.email);

      if (known?.emailVerifiedAt) {
        await queueMail(tx, AddressKnown, [{ key: `address-known:${randomUUID()}`, userId: known.id, address: known.email, recipient: known, data: {} }]);
        return;
      }

      const user = known ?? (await insertUser(tx, input, this.clock.now()));
      await tx.update(User, { id: user.id }, { passwordHash, displayName: input.displayName, certificateName: input.displayName });
      await this.mailVerification(tx, { ...user, displayName: input.displayName });

      await record(tx, AccountRegistered, { userId: user.id }, { personId: user.id });
    });
  }

  /** Refuses a link that is unknown, used or expired. */
  async verify(token: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { userId } = await this.tokens.use(tx, token, 'verify-address');

      await tx.update(User, { id: userId }, { emailVerifiedAt: this.clock.now() });

      await record(tx, AddressVerified, { userId }, { actorId: userId, personId: userId });
    });
  }

  /** Mails a link to choose a new password, where there is such an account. */
  async requestPasswordReset(email: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const user = await userByEmail(tx, email);
      if (!user) return;

      const tokenId = await this.tokens.issue(tx, user.id, 'reset-password');
      await queueMail(tx, ResetPassword, [
        { key: `reset-password:${tokenId}`, userId: user.id, address: user.email, recipient: user, data: { tokenId, purpose: 'reset-password' } },
      ]);
    });
  }

  /** Sets the password of whoever got the link, verifies the address with it, and ends all sessions and what was asked for with the old one. */
  async setPassword(token: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (tx) => {
      const { userId } = await this.tokens.use(tx, token, 'reset-password');
      const user = await tx.findOneByOrFail(User, { id: userId });

      await tx.update(User, { id: userId }, { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? this.clock.now() });
      // Whoever had the old password may have asked for another address with it.
      await this.tokens.end(tx, userId, ['change-address']);
      await this.sessions.revokeAll(tx, userId);
      await queueMail(tx, PasswordWasChanged, [{ key: `password-changed:${token.split('.')[0]}`, userId, address: user.email, recipient: user, data: {} }]);

      await record(tx, PasswordChanged, { userId }, { actorId: userId, personId: userId });
    });
  }

  private async mailVerification(tx: Transaction, user: User): Promise<void> {
    const tokenId = await this.tokens.issue(tx, user.id, 'verify-address');
    await queueMail(tx, VerifyAddress, [
      { key: `verify-address:${tokenId}`, userId: user.id, address: user.email, recipient: user, data: { tokenId, purpose: 'verify-address' } },
    ]);
  }
}

async function userByEmail(tx: Transaction, email: string): Promise<User | null> {
  const found = await row<{ id: string }>(tx, 'SELECT id FROM users WHERE lower(email) = lower($1) FOR UPDATE', [email]);
  return found && tx.findOneByOrFail(User, { id: found.id });
}

/** Two registrations of one new address at once: the second waits on the unique index and takes the row of the first. */
async function insertUser(tx: Transaction, input: Registration, now: Date): Promise<User> {
  const user: User = {
    id: randomUUID(),
    email: input.email,
    emailVerifiedAt: null,
    passwordHash: null,
    displayName: input.displayName,
    certificateName: input.displayName,
    country: input.country,
    locale: input.locale,
    reads: [...new Set([input.locale, 'en'])],
    timeZone: input.timeZone,
    school: null,
    level: null,
    subjects: [],
    createdAt: now,
  };
  await tx.createQueryBuilder().insert().into(User).values(user).orIgnore().execute();
  return (await userByEmail(tx, input.email)) ?? user;
}
