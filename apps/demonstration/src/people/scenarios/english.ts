import { review, scenario } from './demonstration.scenario';

const puddle = scenario('aoife-brennan', 'en', [
  '**The puddle at the gate.** Pupils find out how wide one puddle is, each morning for two weeks, and what that has to do with the rain of the day before.',
  'Science and mathematics, age 10–11, 26 pupils. English; two pupils write in Polish first.',
  'Prepare: 20 min. Teach: ten mornings of 5 min, then 2 × 45 min.',
  '- measure a width twice and say which reading we keep\n- draw a line chart whose scale begins at zero\n- say what is usual and which day stands out',
  'Tape measure (5 m), chalk, clipboard, own data sheet (CC BY 4.0), rain readings of the county met station (open data, with its name on the chart).',
  '| Step | Pupils… | Min. | Grouping |\n|---|---|---|---|\n| Ask | guess: how wide, and why there? | 15 | class |\n| Collect | two readings each morning | 5 a day | pairs in turn |\n| Picture | one long line on wallpaper | 30 | fours |\n| Tell | write to the caretaker: one proposal, one doubt | 40 | pairs |',
  'Three questions hang by the door from day one: *Two readings? Zero at the bottom? One thing we do not know?* Pairs answer them for another pair.',
  'Sentence frames with pictures. A pupil who does not like the cold reads the rain table aloud and marks it.',
  'Everything is on paper. With a tablet: one photograph of the empty puddle a day, from the same chalk mark.',
  'We stand on the school side of the gate, one adult is with us, no number plates, no people in pictures. The puddle belongs to nobody, but the gate belongs to the parents: they get a note.',
  'It may not rain. Then a dry line is our finding, and we had that in the second week.',
], [
  review([3, 2, 3, 3, 2], 'Three verbs that I can see in a classroom, and each has its step.', 'I could begin tomorrow. I would only like to see the data sheet.', 'The long line on wallpaper by the window: it grows where everybody can see it.', 'Say what happens on a Monday, when two days are missing: a gap in the line, or a dotted one?'),
  review([3, 3, 3, 3, 3], 'One puddle and three outcomes, nothing is left over. That is rare.', 'Sources and licence are there, even for the rain.', 'That a dry week is a result. I have thrown away two projects because “nothing happened”.', 'Add the ten-minute version for colleagues who cannot have ten mornings: ten puddles on one day.'),
  review([2, 3, 3, 2, 2], 'Clear. “What it has to do with the rain” is in the summary but in no outcome.', 'Yes, with the note for parents I could send it out at once.', 'Two readings, and the talk about which one we keep.', 'Make the rain an outcome of its own: pupils name one other thing that could widen a puddle.'),
]);

const noise = scenario('ciaran-o-dea', 'en', [
  '**How loud is Thursday?** Pupils make a ladder of noise in their own words and find the quietest place to read near the school.',
  'Language and mathematics, age 9–10, 21 pupils, taught in Irish; new words are part of the work.',
  'Prepare: 45 min with own walk. Teach: 3 × 40 min.',
  '- agree on words for five steps of noise\n- take the middle one of three readings\n- defend a place with one number and one reason',
  'Plan of the school ground drawn by pupils; word cards; a bell. Own texts, CC BY 4.0.',
  '1. *Ask* (40): listen with eyes closed (5), sort sounds (15), find the words (20), all together.\n2. *Collect* (40): shoes (5), three places a team, three readings (25), back (10), threes.\n3. *Picture and tell* (40): dots on the plan (15), quiet walk along the plan (10), each team pleads for its place (15).',
  'The ladder itself is the criterion: another team repeats one reading, and we look whether it gets the same word.',
  'Cards with a picture for every word. A pupil who hears with one ear chooses where to stand and explains why.',
  'No device at all. If there is a phone: compare its number with our word once, and talk about which one helps us.',
  'All places lie inside the school ground. No recording. If a place turns out to be someone’s favourite hiding place we leave it off the map.',
  'The yard is loud on Thursdays because of football next door: we discovered that, and it changed the title.',
], [
  review([3, 2, 2, 2, 2], 'Words first, numbers after. The outcomes follow that order.', 'Good to follow; the word cards are missing, and I would need them.', 'Making the words before measuring. I always handed them out.', 'Add three of your word cards, even in Irish: one sees how you got there.'),
  review([2, 2, 2, 3, 2], '“Defend a place” is lovely and can be seen. The first outcome is more of an activity.', 'Yes, although I would have to guess how many teams stand where.', 'The hiding place that stays off the map. That is privacy as children understand it.', 'Write a small list: team, places, order. Then the 25 minutes are easy to believe.'),
  review([3, 2, 3, 2, 2], 'Purpose is clear down to the last lesson.', 'Usable in any language, that is its strength.', 'Repeating one reading of another team as assessment.', 'Give the plea a frame: “We choose … because our middle reading is … and …”.'),
]);

const crossing = scenario('lucia-ferrer', 'en', [
  '**Who stops on the stripes?** Pupils count how many cars stop *on* the pedestrian crossing instead of before it.',
  'Mathematics and citizenship, age 11–12, 24 pupils, Spanish with English summaries.',
  'Prepare: 30 min. Teach: 3 × 50 min.',
  '- decide doubtful cases by a rule that the class has made\n- compare two mornings with the same number of cars\n- say what the numbers do not explain',
  'Tally sheet (own), chalk line, four vests of the school. Street plan © OpenStreetMap contributors.',
  'Ask (50): film without sound, *I notice, I wonder* (10), what counts as “on”? (25), test the rule with toy cars (15).\n\nCollect (50): way (10), 2 × 10 min in roles eye, hand, clock (25), way back (15).\n\nPicture, tell (50): two bars beside each other (20), three readings (15), one sentence to the town (15).',
  'Each team explains one doubtful case of another team with the rule on the wall.',
  'Toy cars make the rule clear without many words. One pupil writes the minutes only: a calm and important job.',
  'Line by line: no device is needed. Spreadsheet optional in lesson three.',
  'Behind the railing, two adults, no number plates, no brands of cars (a pupil asked, and the class said no).',
  'With ten minutes we had three cars and nothing to draw. Choose the morning, not the break.',
], [
  review([2, 3, 3, 2, 3], 'Clear outcomes for the age. The third one is the best.', 'I know this crossing in my own town. Yes.', 'Toy cars for testing the rule before going out.', 'Put your three cars into the text as a table: a small failure teaches more than my success.'),
  review([3, 2, 3, 2, 2], 'All three outcomes can be seen by a visitor.', 'Variants and sources are there.', 'The class decides not to write down brands. That is a lesson by itself.', 'Say which morning you chose in the end and how many cars came.'),
  review([3, 2, 3, 3, 2], 'Very clear, with a reason behind each.', 'I had to guess how the two bars are scaled when the mornings differ.', 'Roles eye, hand and clock, with the clock as the calm one.', 'Ten minutes for the way with 24 pupils and vests? Give it fifteen and cut the film.'),
]);

const sample = scenario('rui-tavares', 'en', [
  '**The street is not like that.** Pupils count the same crossing on a Friday and on a Tuesday and discover what a sample is.',
  'Geography, age 12–13, 27 pupils, Portuguese, six of them learning it.',
  'Prepare: 30 min. Teach: 4 × 45 min.',
  '- plan two counts that can be compared\n- explain why one day is not a week\n- choose what to tell the town council and what not',
  'Own tally sheet with a row “not sure”; street plan © OpenStreetMap contributors.',
  '1. Ask: “When is our street full?” Guess on paper, keep the guess (45).\n2. Collect on Friday: 10 min of counting, 25 of ways and shoes (45).\n3. Collect on Tuesday, the same place and minute (45).\n4. Picture and tell: two charts on one axis (20), the sentence of a pupil: *the chart is right, but the street is not like that* (10), letter (15).',
  'Pupils know from lesson one: place, time, rule and doubt must be on every sheet. They check the sheets of another team.',
  'Word list with drawings; pairs of one who counts in Portuguese and one who counts in another language: the tally is the same.',
  'Paper only; the chart on squared paper.',
  'From the school wall, one adult for nine pupils. Only vehicles and how many people, never who.',
  'The Tuesday count was rained off once. We kept the Friday and wrote “half a study” on it.',
], [
  review([3, 1, 3, 3, 2], 'Everything serves one idea, that one day is not a week.', 'Yes; I would only print the sheet larger.', 'The row “not sure”. And that pupils keep their guess.', 'Lesson 2 has 35 minutes in it, not 45. Where are the other ten?'),
  review([3, 2, 3, 2, 2], 'It is one of the few scenarios in which doubt is the aim.', 'A colleague could teach it. The letter could do with an example.', '“Half a study” as a title. Honest and funny.', 'Add the first sentence of a letter, so that pupils do not begin with “We are class 7b”.'),
  review([2, 2, 2, 3, 3], 'Clear. “Choose what to tell” might need a sign by which one sees it was chosen well.', 'Sources, variants and safety are complete.', 'Counting in two languages side by side.', 'Let pupils write beside each number why it goes into the letter or stays out.'),
]);

export const firstEnglishScenarios = [puddle, noise, crossing, sample];
