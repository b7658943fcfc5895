import type { QuestionInput } from '../demonstration.course';

export const saferScreensQuestions: QuestionInput[] = [
  {
    key: 'first-minute', type: 'ordering', points: 1,
    prompt: 'Put the first minute of a lesson with devices in order.',
    options: [
      { key: 'lids', text: 'Lids up' },
      { key: 'own-words', text: 'A pupil says in own words what is to be done' },
      { key: 'task', text: 'The task stands on the board, with product and time' },
      { key: 'questions', text: 'Questions are asked, lids closed' },
    ],
    answer: ['task', 'own-words', 'questions', 'lids'],
    feedback: 'The device comes last. What has been understood before the lid opens does not have to be called through the room afterwards.',
  },
  {
    key: 'two-to-one', type: 'single', points: 1,
    prompt: 'When is **one device for two** the better choice?',
    options: [
      { key: 'cheap', text: 'Whenever devices are short' },
      { key: 'talk', text: 'When the task gives pupils something to decide together' },
      { key: 'test', text: 'In a test, so that nobody is alone' },
      { key: 'never', text: 'Never: one of them always does nothing' },
    ],
    answer: 'talk',
    feedback: 'One types, the other decides what is typed, and after five minutes they change. Where pupils work alone, for reading, writing or a test, one device each is right.',
  },
  {
    key: 'promise', type: 'true-false', points: 1,
    prompt: 'A pupil says: “But don’t tell anyone.” So that the pupil goes on speaking, you promise to keep it to yourself.',
    answer: false,
    feedback: 'Promise no secrecy, for you may have to break it. Promise instead to do nothing behind the pupil’s back, and explain whom you involve and when.',
  },
  {
    key: 'evidence', type: 'multiple', points: 2,
    prompt: 'A pupil shows you a mean post in a group chat. What do you do? Choose all that fit.',
    options: [
      { key: 'note', text: 'Note date, time, place and who told you' },
      { key: 'forward', text: 'Forward the picture to yourself, to be on the safe side' },
      { key: 'own-device', text: 'Let the pupil show it on the pupil’s own device' },
      { key: 'search', text: 'Look through the telephone for more' },
      { key: 'report', text: 'Help to block and report in the app' },
    ],
    answer: ['note', 'own-device', 'report'],
    feedback: 'You look at what you are shown, note it and help. Forwarding spreads it; searching through a telephone invades privacy, and is not your task.',
  },
  {
    key: 'reactions', type: 'matching', points: 2,
    prompt: 'Which lever helps?',
    options: [
      { key: 'slow-start', text: 'Ten minutes pass before the last pupil has started' },
      { key: 'never-ending', text: 'After the signal, half the class goes on typing' },
      { key: 'hidden', text: 'Nobody knows what is on the screens in the back row' },
      { key: 'beginning', text: 'Beginning: understand the task with lids closed' },
      { key: 'end', text: 'End: a fixed moment, and the result on paper' },
      { key: 'sight', text: 'Sight: screens face the middle' },
    ],
    answer: { 'slow-start': 'beginning', 'never-ending': 'end', hidden: 'sight' },
    feedback: 'The fourth lever is the number of devices. Move one lever at a time; otherwise you will not know what has helped.',
  },
];
