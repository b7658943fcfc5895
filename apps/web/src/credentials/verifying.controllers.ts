import { OwnPages } from './own.pages';
import { PortfolioPages } from './portfolio.pages';
import { SharesApi } from './shares.api';
import { SharesPages } from './shares.pages';
import { VerifyApi } from './verify.api';
import { VerifyPages } from './verify.pages';

export const VERIFYING_CONTROLLERS = [OwnPages, PortfolioPages, SharesApi, SharesPages, VerifyApi, VerifyPages];
