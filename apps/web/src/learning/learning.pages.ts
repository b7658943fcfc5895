import { ActivityPages } from './activity.pages';
import { AttemptsPages } from './attempts.pages';
import { EnrolmentPages } from './enrolment.pages';
import { OutlinePages } from './outline.pages';

export const LEARNING_PAGES = [AttemptsPages, ActivityPages, EnrolmentPages, OutlinePages];
