/** Where a holder adds a credential to a LinkedIn profile by a form that is filled in. Nothing is sent until she follows it. */
export function linkedInLink({ title, issuedAt, expiresAt, verifyUrl, code }: { title: string; issuedAt: Date; expiresAt: Date | null; verifyUrl: string; code: string }): string {
  const expiry: [string, string][] = expiresAt ? [['expirationYear', String(expiresAt.getUTCFullYear())], ['expirationMonth', String(expiresAt.getUTCMonth() + 1)]] : [];
  const fields = new URLSearchParams([
    ['startTask', 'CERTIFICATION_NAME'],
    ['name', title],
    ['organizationName', 'Academy'],
    ['issueYear', String(issuedAt.getUTCFullYear())],
    ['issueMonth', String(issuedAt.getUTCMonth() + 1)],
    ...expiry,
    ['certUrl', verifyUrl],
    ['certId', code],
  ]);
  return `https://www.linkedin.com/profile/add?${fields.toString()}`;
}
