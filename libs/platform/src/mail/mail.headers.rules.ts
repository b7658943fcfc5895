import type { MailKind } from './mail.kinds';

/**
 * Headers by which mail programs and filters know what a mail is: its kind as a list (RFC 2919), how to leave it with one
 * click (RFC 8058), that a machine wrote it (RFC 3834), and what complaints are counted by. None says anything of the person.
 * `Precedence` is left out: it is no standard, and the others say the same.
 */
export function identityHeaders({ kind, isTransactional, mayUnsubscribe }: Pick<MailKind, 'kind' | 'isTransactional' | 'mayUnsubscribe'>, host: string, unsubscribe: string | null): Record<string, string> {
  const family = !mayUnsubscribe ? 'account' : isTransactional ? 'transactional' : 'notice';
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'X-Academy-Kind': kind,
    'Feedback-ID': `${kind}:${family}:academy`,
    ...(mayUnsubscribe ? { 'List-Id': `<${kind}.${host}>` } : {}),
    ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  };
}
