import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { brokenConstraint, Clock, Database, queueMail, record, Refused, row, rows, sqlState, type Transaction } from '@academy/platform';
import { AddressChangeWasAsked, AddressInUse, AddressRestored, AddressTakenBack, AddressWasChanged, ConfirmAddress } from './address.mails';
import { isPassword } from './passwords';
import { AddressChangeAsked, AddressChanged, AddressChangeUndone } from './people.facts';
import { Sessions } from './sessions.service';
import { type AskedAddress, Tokens } from './tokens';
import { User } from './user.entity';

/** A person gives another e-mail address: it holds once it is confirmed, and the former one can be had back for a week. */
@Injectable()
export class AddressChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
  ) {}

  /** What was asked for and waits to be confirmed, or null. */
  asked(userId: string): Promise<AskedAddress | null> {
    return this.tokens.waiting(this.database.source.manager, userId);
  }

  /**
   * Mails a link to the new address, and a notice to the old one, which holds until then. Where the new one is somebody's, that person gets a
   * notice instead, and who asks is told nothing of it. Refuses `wrong-password` and `address-unchanged`.
   */
  async ask(userId: string, address: string, password: string): Promise<void> {
    const known = await this.database.one<{ passwordHash: string | null }>('SELECT password_hash AS "passwordHash" FROM users WHERE id = $1', [userId]);
    if (!(await isPassword(password, known?.passwordHash ?? null))) throw new Refused('wrong-password');
    await this.database.transaction(async (tx) => {
      const user = await tx.findOne(User, { where: { id: userId }, lock: { mode: 'pessimistic_write' } });
      // It was looked at outside of the lock: it may be another one by now.
      if (user?.passwordHash !== known?.passwordHash || !user) throw new Refused('wrong-password');
      if (user.email.toLowerCase() === address.toLowerCase()) throw new Refused('address-unchanged');

      const tokenId = await this.tokens.issue(tx, userId, 'change-address', address);
      const owner = await verifiedOwner(tx, address);
      if (owner) await queueMail(tx, AddressInUse, [{ key: `address-in-use:${tokenId}`, userId: owner.id, address: owner.email, recipient: owner, data: {} }]);
      else await queueMail(tx, ConfirmAddress, [{ key: `confirm-address:${tokenId}`, userId, address, recipient: user, data: { tokenId } }]);
      await queueMail(tx, AddressChangeWasAsked, [{ key: `address-change-asked:${tokenId}`, userId, address: user.email, recipient: user, data: {} }]);

      await record(tx, AddressChangeAsked, { userId }, { actorId: userId, personId: userId });
    });
  }

  /**
   * Whoever got the link has the new address from now on; all sessions end but `keptSessionId`, and so do links that the old mailbox holds.
   * Answers whose it is. Refuses a link that is not valid, and `address-taken` where somebody else has confirmed it meanwhile.
   */
  async confirm(token: string, keptSessionId: string | null): Promise<string> {
    return this.database.transaction(async (tx) => {
      const { userId, address } = await this.tokens.use(tx, token, 'change-address');
      const user = await tx.findOneByOrFail(User, { id: userId });

      await this.move(tx, userId, address!);
      await this.tokens.end(tx, userId, ['reset-password', 'verify-address']);
      await this.sessions.revokeAll(tx, userId, keptSessionId);
      const tokenId = await this.tokens.issue(tx, userId, 'undo-address', user.email);
      await queueMail(tx, AddressWasChanged, [{ key: `address-changed:${tokenId}`, userId, address: user.email, recipient: user, data: { tokenId } }]);

      await record(tx, AddressChanged, { userId }, { actorId: userId, personId: userId });
      return userId;
    });
  }

  /**
   * The former address holds again, for a week after it was changed. All sessions end, the password no longer opens anything, and whatever was changed
   * later cannot be brought back. Answers the token of a link that sets a new password; it is mailed too. Refuses as `confirm` does.
   */
  async undo(token: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const used = await this.tokens.use(tx, token, 'undo-address');
      const { userId, address } = used;
      const user = await tx.findOneByOrFail(User, { id: userId });

      await this.move(tx, userId, address!);
      await tx.update(User, { id: userId }, { passwordHash: null });
      await this.tokens.endLater(tx, used, 'undo-address');
      await this.tokens.end(tx, userId, ['change-address', 'verify-address']);
      await this.sessions.revokeAll(tx, userId);
      const tokenId = await this.tokens.issue(tx, userId, 'reset-password');
      await queueMail(tx, AddressRestored, [{ key: `address-restored:${tokenId}`, userId, address: address!, recipient: user, data: { tokenId } }]);
      await queueMail(tx, AddressTakenBack, user.email === address ? [] : [{ key: `address-taken-back:${randomUUID()}`, userId, address: user.email, recipient: user, data: {} }]);

      await record(tx, AddressChangeUndone, { userId }, { actorId: userId, personId: userId });
      return this.tokens.sealed(tokenId, 'reset-password');
    });
  }

  /** Who registered with this address and never proved that it is theirs gives way to who has. */
  private async move(tx: Transaction, userId: string, address: string): Promise<void> {
    try {
      await rows(tx, 'DELETE FROM users WHERE lower(email) = lower($1) AND id <> $2 AND email_verified_at IS NULL', [address, userId]);
      await tx.update(User, { id: userId }, { email: address, emailVerifiedAt: this.clock.now() });
    } catch (error) {
      if (brokenConstraint(error) === 'users_email_uq' || sqlState(error) === REFERRED_TO) throw new Refused('address-taken');
      throw error;
    }
  }
}

/** SQLSTATE foreign_key_violation: somebody took part without ever confirming an address. */
const REFERRED_TO = '23503';

const verifiedOwner = (tx: Transaction, address: string): Promise<Pick<User, 'id' | 'email' | 'displayName' | 'locale' | 'timeZone'> | null> =>
  row(tx, 'SELECT id, email, display_name AS "displayName", locale, time_zone AS "timeZone" FROM users WHERE lower(email) = lower($1) AND email_verified_at IS NOT NULL', [address]);
