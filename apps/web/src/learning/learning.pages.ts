import { ActivityPages } from './activity.pages';
import { AttemptsPages } from './attempts.pages';
import { EnrolmentPages } from './enrolment.pages';
import { OutlinePages } from './outline.pages';
import { Outlines } from './outlines';

export const LEARNING_PAGES = [AttemptsPages, ActivityPages, EnrolmentPages, OutlinePages];
export const LEARNING_VIEWS = [Outlines];
