import { CredentialFiles } from './files.service';
import { OwnCredentials } from './own.credentials';
import { Portfolios } from './portfolio.queries';
import { SharedCredentials } from './shared.queries';
import { Shares } from './shares.service';
import { Verifications } from './verification.queries';

export const VERIFYING = [CredentialFiles, OwnCredentials, Portfolios, SharedCredentials, Shares, Verifications];
