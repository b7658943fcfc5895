import type { Provider } from '@nestjs/common';
import { CalendarAddressPages } from './calendar.address.pages';
import { CalendarApi } from './calendar.api';
import { CalendarPages } from './calendar.pages';
import { Calendars } from './calendars';
import { EventsApi } from './events.api';
import { EventsPages } from './events.pages';
import { OwnCalendarPages } from './own.calendar.pages';

export const EVENTS_CONTROLLERS = [CalendarAddressPages, CalendarApi, CalendarPages, EventsApi, EventsPages, OwnCalendarPages];
/** What its answers are composed with. */
export const EVENTS_VIEWS: Provider[] = [Calendars];
