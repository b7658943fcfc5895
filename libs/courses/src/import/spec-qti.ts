import { activitiesOf, item, readCartridge, resource } from './spec-cartridge';

const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
export const material = (html: string) => `<material><mattext texttype="text/html">${escaped(html)}</mattext></material>`;
export const label = (identifier: string, words: string) => `<response_label ident="${identifier}">${material(words)}</response_label>`;
export const choices = (identifier: string, cardinality: string, labels: string, words = '') =>
  `<response_lid ident="${identifier}" rcardinality="${cardinality}">${words}<render_choice>${labels}</render_choice></response_lid>`;
export const condition = (tests: string, score: number | null, more = '') =>
  `<respcondition><conditionvar>${tests}</conditionvar>${score === null ? '' : `<setvar action="Set" varname="SCORE">${score}</setvar>`}${more}</respcondition>`;
export const equal = (response: string, value: string) => `<varequal respident="${response}">${value}</varequal>`;
export const blank = (identifier: string) =>
  `<response_str ident="${identifier}" rcardinality="Single"><render_fib><response_label ident="a"/></render_fib></response_str>`;
export const question = (identifier: string, type: string, prompt: string, responses: string, conditions: string, more = '') =>
  `<item ident="${identifier}" title="Title ${identifier}"><itemmetadata><qtimetadata>${type === '' ? '' : field(type.startsWith('cc.') ? 'cc_profile' : 'question_type', type)}</qtimetadata></itemmetadata><presentation>${material(prompt)}${responses}</presentation><resprocessing>${conditions}</resprocessing>${more}</item>`;
export const assessment = (items: string, fields = '') =>
  `<questestinterop><assessment ident="a" title="A test"><qtimetadata>${fields}</qtimetadata><section ident="root">${items}</section></assessment></questestinterop>`;

export const readQuiz = (items: string, fields = '', files: Record<string, string> = {}, dependency = '') =>
  readCartridge({
    items: item('i', 'Test', 'q'),
    resources:
      resource('q', 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'quiz.xml', dependency) +
      (dependency === ''
        ? ''
        : resource(
            'meta',
            'associatedcontent/imscc_xmlv1p1/learning-application-resource',
            'q/assessment_meta.xml',
            '<file href="non_cc_assessments/q.xml.qti"/>',
          )),
    files: { 'quiz.xml': assessment(items, fields), ...files },
  });
export const questionsOf = (course: Awaited<ReturnType<typeof readQuiz>>) => {
  const [first] = activitiesOf(course);
  return first?.kind === 'quiz' ? first.questions : [];
};
export const ABC = label('a', 'A') + label('b', 'B') + label('c', '<p>C</p>');
