import { ResultsApi } from './results.api';
import { ResultsPages } from './results.pages';
import { SurveysApi } from './surveys.api';

export const SURVEYS_CONTROLLERS = [SurveysApi, ResultsApi, ResultsPages];
