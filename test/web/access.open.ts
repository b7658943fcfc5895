/** Routes for which no role is asked. Each was looked at: what it shows is public, one's own, or guarded by a secret in the address. */
export const WITHOUT_ROLE: Readonly<Record<'anyone' | 'signed-in', readonly string[]>> = {
  anyone: [
    'GET /', 'GET /courses', 'GET /courses/:slug', 'GET /help', 'GET /help/:topic', 'GET /robots.txt', 'GET /healthz', 'GET /readyz',
    'GET /register', 'POST /register', 'GET /registered', 'GET /verify-address', 'POST /verify-address', 'GET /confirm-address', 'POST /confirm-address', 'GET /restore-address', 'POST /restore-address', 'GET /sign-in', 'POST /sign-in', 'POST /sign-out', 'POST /locale',
    'GET /password-reset', 'POST /password-reset', 'GET /password-reset/sent', 'GET /new-password', 'POST /new-password', 'GET /unsubscribe/:token', 'POST /unsubscribe/:token', 'GET /unsubscribe/:token/mails', 'POST /unsubscribe/:token/mails',
    'GET /verify', 'GET /verify/:code', 'POST /verify', 'GET /credentials/:token', 'GET /scenarios', 'GET /scenarios/:id', 'GET /scenarios/:id/files/:number', 'GET /badges/:file', 'GET /discussions/feeds/:token', 'GET /calendar/:file', 'GET /media/:id', 'GET /scenarios', 'GET /scenarios/:id', 'GET /scenarios/:id/files/:number', 'GET /keys/:kid', 'GET /.well-known/did.json', 'GET /.well-known/jwks.json',
    'GET /demo/clock', 'POST /demo/clock', 'GET /demo/mail', 'GET /demo/mail/:id', 'GET /demo/mail/:id/html', 'GET /demo/mail/:id/text', 'POST /demo/sign-in', 'GET /demo/styles',
    'GET /api/v1/courses', 'GET /api/v1/courses/:idOrSlug', 'GET /api/v1/editions/:id', 'GET /api/v1/editions/:id/calendar.ics', 'GET /api/v1/vocabularies', 'GET /api/v1/openapi.json', 'GET /api/v1/demo/clock',
    'GET /api/v1/awards/:id', 'GET /api/v1/awards/:id.png', 'GET /api/v1/awards/:id.svg', 'GET /api/v1/open-badges-2/badges/:id', 'GET /api/v1/open-badges-2/issuer', 'GET /api/v1/certificates/:file', 'GET /api/v1/status-lists/:id', 'GET /api/v1/verify/:code', 'POST /api/v1/verify',
    'POST /api/v1/mail/bounces', 'POST /api/v1/accounts', 'POST /api/v1/accounts/password', 'POST /api/v1/accounts/password-reset', 'POST /api/v1/accounts/verify', 'POST /api/v1/accounts/email', 'POST /api/v1/accounts/email/undo', 'POST /api/v1/sessions',
  ],
  'signed-in': [
    'GET /me', 'POST /me', 'GET /me/address', 'POST /me/address', 'GET /me/address/change', 'POST /me/address/change', 'POST /api/v1/me/email', 'GET /discussions/:spaceId/mine', 'GET /discussions/:spaceId/mine.zip', 'GET /me/card', 'POST /me/card', 'GET /me/blocks', 'GET /me/blocks/:userId/removal', 'POST /me/blocks/:userId/removal', 'GET /me/credentials', 'GET /me/portfolio', 'GET /learning', 'GET /editions/:id/certificate-preview', 'GET /editions/:id/activities/:key', 'GET /editions/:id/activities/:key/calendar.ics', 'GET /editions/:id/enrolment', 'POST /editions/:id/enrolment', 'GET /groups/join/:code', 'POST /groups/join/:code',
    'GET /api/v1/editions/:id/threads/mine.zip', 'GET /api/v1/me/card', 'PUT /api/v1/me/card', 'GET /api/v1/me/blocks', 'PUT /api/v1/me/blocks/:userId', 'DELETE /api/v1/me/blocks/:userId',
    'GET /me/notifications', 'POST /me/notifications/reading', 'GET /me/notifications/:id', 'POST /me/notifications/:id/reading', 'GET /me/mails', 'GET /me/notification-preferences', 'POST /me/notification-preferences',
    'GET /api/v1/me/mails', 'GET /api/v1/me/notifications', 'PUT /api/v1/me/notifications/read', 'PUT /api/v1/me/notifications/:id/read', 'GET /api/v1/me/notification-preferences', 'PUT /api/v1/me/notification-preferences',
    'GET /api/v1/me', 'PATCH /api/v1/me', 'GET /api/v1/me/credentials', 'GET /api/v1/me/enrolments', 'POST /api/v1/editions/:id/enrolments', 'GET /api/v1/courses/:id/badges',
    'DELETE /api/v1/sessions', 'DELETE /api/v1/sessions/current',
  ],
};
