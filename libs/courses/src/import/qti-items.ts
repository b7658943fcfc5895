import { attribute, childOf, childrenOf, descendantsOf, textOf, type XmlElement } from './xml';

/** A question as QTI 1.2 writes it, before anyone decides what it is. */
export interface QtiItem {
  identifier: string;
  title: string;
  /** `multiple_choice_question`, `cc.essay.v0p1` and the like; empty where the file does not say. */
  type: string;
  points: number;
  prompt: string;
  responses: readonly QtiResponse[];
  conditions: readonly QtiCondition[];
  /** HTML by identifier. */
  feedback: ReadonlyMap<string, string>;
}

export interface QtiResponse {
  identifier: string;
  form: 'choice' | 'text';
  isMultiple: boolean;
  /** Its own words, as of the left side of a pair. */
  words: string;
  labels: readonly { identifier: string; html: string }[];
}

export interface QtiCondition {
  /** What an answer earns that meets it; 0 where it only shows feedback. */
  score: number;
  addsUp: boolean;
  tests: readonly QtiTest[];
  feedback: readonly string[];
}

export interface QtiTest {
  response: string;
  operator: 'varequal' | 'vargte' | 'varlte' | 'vargt' | 'varlt' | 'varsubstring';
  value: string;
}

const TESTS = ['varequal', 'vargte', 'varlte', 'vargt', 'varlt', 'varsubstring'] as const;
const RESPONSES = ['response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp'];

export function readItem(item: XmlElement, place: number): QtiItem {
  const fields = readFields(item);
  const presentation = childOf(item, 'presentation');
  const points = Number(fields.get('points_possible') ?? fields.get('cc_weighting') ?? fields.get('qmd_weighting') ?? 1);
  return {
    identifier: attribute(item, 'ident') || `question-${place}`,
    title: attribute(item, 'title') ?? '',
    type: (fields.get('question_type') ?? fields.get('cc_profile') ?? '').toLowerCase(),
    points: Number.isFinite(points) ? Math.min(1_000, Math.max(0, points)) : 1,
    prompt: presentation === null ? '' : materialHtml(descendantsOf(presentation, ['material'], RESPONSES)),
    responses: presentation === null ? [] : descendantsOf(presentation, RESPONSES).map(readResponse),
    conditions: descendantsOf(item, ['respcondition']).map(readCondition),
    feedback: new Map(
      childrenOf(item, 'itemfeedback').map((feedback) => [
        attribute(feedback, 'ident') ?? '',
        materialHtml(descendantsOf(feedback, ['material'])),
      ]),
    ),
  };
}

/** The name and value pairs of an assessment or an item, its own alone. */
export function readFields(element: XmlElement): Map<string, string> {
  const lists = [
    ...childrenOf(element, 'qtimetadata'),
    ...childrenOf(element, 'itemmetadata').flatMap((metadata) => [metadata, ...childrenOf(metadata, 'qtimetadata')]),
  ];
  const pairs = lists.flatMap((list) => childrenOf(list, 'qtimetadatafield'));
  return new Map(
    pairs.map((pair) => [textOf(childOf(pair, 'fieldlabel')).trim().toLowerCase(), textOf(childOf(pair, 'fieldentry')).trim()]),
  );
}

function readResponse(response: XmlElement): QtiResponse {
  const own = descendantsOf(response, ['material'], ['render_choice', 'render_fib', 'render_extension']);
  return {
    identifier: attribute(response, 'ident') ?? '',
    form: response.name === 'response_lid' || response.name === 'response_grp' ? 'choice' : 'text',
    isMultiple: (attribute(response, 'rcardinality') ?? '').toLowerCase() === 'multiple',
    words: materialHtml(own),
    labels: descendantsOf(response, ['response_label']).map((label) => ({
      identifier: attribute(label, 'ident') ?? '',
      html: materialHtml(descendantsOf(label, ['material'])),
    })),
  };
}

function readCondition(condition: XmlElement): QtiCondition {
  const scores = childrenOf(condition, 'setvar');
  const test = childOf(condition, 'conditionvar');
  return {
    score: scores.reduce((most, setter) => Math.max(most, scoreOf(textOf(setter).trim())), 0),
    addsUp: scores.some((setter) => (attribute(setter, 'action') ?? '').toLowerCase() === 'add'),
    // What must not be chosen says nothing about what is right.
    tests: test === null ? [] : descendantsOf(test, TESTS, ['not']).map(readTest),
    feedback: childrenOf(condition, 'displayfeedback').map((shown) => attribute(shown, 'linkrefid') ?? ''),
  };
}

function scoreOf(value: string): number {
  const score = Number(value);
  if (Number.isFinite(score)) return score;
  return /max/i.test(value) ? 100 : 0;
}

function readTest(test: XmlElement): QtiTest {
  const operator = TESTS.find((name) => name === test.name) ?? 'varequal';
  return { response: attribute(test, 'respident') ?? '', operator, value: textOf(test).trim() };
}

/** The words and pictures of materials, as HTML. */
function materialHtml(materials: readonly XmlElement[]): string {
  return materials
    .flatMap((material) => descendantsOf(material, ['mattext', 'matimage', 'matemtext', 'matbreak']))
    .map(partHtml)
    .join('\n');
}

function partHtml(part: XmlElement): string {
  if (part.name === 'matbreak') return '<br>';
  if (part.name === 'matimage')
    return `<img src="${escapeHtml(attribute(part, 'uri') ?? '')}" alt="${escapeHtml(attribute(part, 'label') ?? '')}">`;
  const text = textOf(part);
  return attribute(part, 'texttype') === 'text/html' ? text : `<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
