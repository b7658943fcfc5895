import { DemoClockPages } from './clock.pages';
import { DemoEditions } from './clock.queries';
import { DemoMailPages } from './mail.pages';
import { DemoMailbox } from './mailbox.queries';
import { DemoSignInPages } from './sign.in.pages';
import { DemoStylesPages } from './styles.pages';

export const DEMO_PAGES = [DemoClockPages, DemoMailPages, DemoSignInPages, DemoStylesPages];
export const DEMO_QUERIES = [DemoEditions, DemoMailbox];
