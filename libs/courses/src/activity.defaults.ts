import { type Activity, NewActivity } from './activity.schemas';

const { key: _, revision: __, title: ___, ...ASSIGNMENT } = NewActivity.parse({ kind: 'assignment', title: 'Any' });

/**
 * An activity with every setting of its kind: what was written down before a setting was there has its default.
 * For whatever comes out of storage, drafts and versions alike.
 */
export const withDefaults = <A extends Pick<Activity, 'kind'>>(activity: A): A => (activity.kind === 'assignment' ? { ...ASSIGNMENT, ...activity } : activity);
