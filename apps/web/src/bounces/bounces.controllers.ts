import { AddressPages } from './address.pages';
import { BouncesApi } from './bounces.api';

export const BOUNCES_CONTROLLERS = [AddressPages, BouncesApi];
