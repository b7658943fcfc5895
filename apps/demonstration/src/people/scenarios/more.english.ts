import { review, scenario } from './demonstration.scenario';

const bins = scenario('desislava-georgieva', 'en', [
  '**Four bins on one side.** Pupils map what lies on the pavement between the school and the bus stop, and where the bins are.',
  'Geography and citizenship, age 12–13, 23 pupils, Bulgarian; summary in English.',
  'Prepare: 40 min. Teach: 4 × 45 min.',
  '- count with the eyes only, by a rule\n- show on a map where much lies, without naming a shop\n- propose one thing to the municipality and say what it costs',
  'Street plan © OpenStreetMap contributors, stickers, own sheet. Prices from the public tender of the town (link on the sheet).',
  'Ask (45): where exactly, and at what hour? Collect (45): eight stretches of ten metres, threes. Picture (45): stickers by tens. Tell (45): proposal, price, doubt; a guest from the town hall listens.',
  'The guest gets our three criteria a day before and answers them for one group; the others do the same for each other.',
  'A legend with drawings. Who walks slowly takes the two stretches by the gate: they are the fullest.',
  'No device. Optional: add the stretches in a spreadsheet.',
  'We do not touch anything, gloves or not. Nobody writes down who drops what. Two adults.',
  'They will want to pick everything up. We agreed on a cleaning hour *after* the counting, with the right equipment.',
], [
  review([3, 2, 3, 3, 3], 'Clear, and the price makes it grown-up.', 'With plan, prices and rule: complete.', 'Proposals with a price. My pupils would never ask for a fountain again.', 'Tell us what the guest answered; that is the best ending.'),
  review([2, 1, 3, 3, 2], 'Three outcomes, the second one could say how much is “much”.', 'I could teach it after asking how long eight stretches take.', 'Counting with the eyes only, and cleaning as an hour of its own.', 'Write minutes into the four lessons, at least for lesson two.'),
  review([3, 1, 3, 3, 2], 'Purposeful from the first question to the last proposal.', 'Yes, although steps have no minutes within the lessons.', 'The slow walkers get the fullest stretches: dignity built into the roles.', 'Add five minutes for the way and five for washing hands: eyes or not, they will touch something.'),
]);

const bench = scenario('teacher', 'en', [
  '**Where can one sit down?** Pupils find every place between the school and the health centre where an older person could rest, and measure the gaps.',
  'Mathematics and health, age 13–14, 25 pupils, Czech, three new to the language.',
  'Prepare: 35 min. Teach: 3 × 45 min.',
  '- pace out a distance and check it with a wheel\n- draw a strip map true to scale\n- say what is usual and where the longest gap is',
  'Measuring wheel of the sports department, squared paper, own sheet (CC BY 4.0).',
  'Lesson 1: what counts as a seat? Walls, steps, a window sill? Rule and trial in the corridor (45).\n\nLesson 2: out in fives, one stretch each, paced twice, wheeled once (45).\n\nLesson 3: strip map together (25), longest gap, letter to the health centre (20).',
  'Teams exchange strips and try to find one seat of the other team by its number alone.',
  'Strip and numbers need few words. A pupil in a wheelchair knows the kerbs best and leads the stretch.',
  'No devices. A map on the phone may be shown at the end, to compare.',
  'Pavement side only, one adult a team of five, no pictures of people who sit.',
  'Old people will talk to us. We planned five minutes for that, and it was not enough.',
], [
  review([3, 2, 3, 2, 2], 'I see what each lesson is for, and so will the pupils.', 'Yes. The rule for “a seat” would help me more than the wheel.', 'Pacing twice before measuring once: it teaches doubt in ten minutes.', 'Lesson 2 is full. Leave the wheel to two teams and compare in class.'),
  review([2, 2, 3, 2, 2], 'The outcomes are clear. Who is going to use the map? The letter says it too late.', 'Mostly. I would need your list of what counts as a seat.', 'Finding a seat of the other team by its number alone.', 'Ask the health centre first what they would like to know. Then the longest gap has an owner.'),
  review([3, 3, 3, 3, 2], 'An important question, small enough to be answered.', 'A table with stretches and lengths would make it ready to use.', 'Time to be talked to. I have never seen it in a lesson plan, and it is always needed.', 'Offer a shorter way for schools without a health centre near: to the nearest bus stop.'),
]);

const shade = scenario('nino-kavtaradze', 'en', [
  '**Twenty steps in the sun.** Pupils measure shade on the way home at two o’clock.',
  'Science, age 11–12, 28 pupils, Georgian.',
  'Prepare: 30 min. Teach: 3 × 45 min.',
  '- measure in steps and say how long a step is\n- compare two sides of one street\n- propose where one tree would help most',
  'Chalk, string, own sheet; sun times from a public almanac.',
  'Ask: which side do you walk on, and why? (20) Collect: in pairs, sun or shade, step by step (35). Picture: a strip of yellow and grey (35). Tell: one tree, one place (20).',
  'Pupils put their strips side by side and name one difference with a number.',
  'Colours instead of words. Who tires easily counts from the wall.',
  'All on paper.',
  'Hats, water, no more than twenty minutes outside. One side of the street only for each pair: nobody crosses.',
  'Clouds. Then we do the school yard with a lamp and a box.',
], [
  review([2, 2, 3, 2, 2], 'Good outcomes for the age; “helps most” needs a rule.', 'I could teach it, though the times leave no room for the way.', 'The strip in yellow and grey: one sees it from the door.', 'Say how long a step is, or let pupils find out first. It takes ten minutes and saves the comparison.'),
]);

const parking = scenario('ioana-muresan', 'en', [
  '**Twelve places, how many cars?** Pupils find out how long a car stays in front of the market.',
  'Mathematics, age 12–13, 30 pupils, Romanian.',
  'Prepare: 50 min. Teach: 4 × 50 min.',
  '- sample every five minutes instead of watching all the time\n- estimate a mean stay and say how sure we are\n- make a sign that helps drivers',
  'Sketch of the twelve places, own sheet, a kitchen timer.',
  'Ask (50). Collect twice, 30 min each, in two groups (100). Picture and tell: dots on a time line, sign on cardboard (50).',
  'A visitor’s question to each group: how would you count a car that never left?',
  'Numbers of places instead of words; a reader for the almanac of rules.',
  'Paper, pencil, timer.',
  'Only the colour of a car is noted, never its plate. From the arcade, two adults.',
  'Market days are different from all others. We count on a Wednesday and say so.',
], [
  review([3, 1, 3, 2, 2], 'Sampling every five minutes is a strong idea, and it is in the outcomes.', 'The four lessons are blocks without steps; I would have to invent them.', 'The car that never left. What a question!', 'Break lesson one into three steps with minutes, then it is nearly ready.'),
]);

const gate = scenario('giulia-santoro', 'en', [
  '**One hundred at the gate.** Pupils of Scuola media Il Gelso count who arrives how, between 7:50 and 8:00.',
  'Mathematics, age 12–13, 24 pupils, Italian.',
  'Prepare: 20 min. Teach: 3 × 60 min.',
  '- count in pairs when it gets crowded\n- draw two charts of the same numbers and say which one is fairer',
  'Own sheet, clickers of the gym.',
  'Ask (20), collect (10 + 20 for ways), picture (60), tell (60).',
  'The three questions of the course, on the wall of 2B.',
  'Pictograms on the sheet.',
  'Tally marks instead of clickers.',
  'We stand behind the railing and write numbers only, by means of transport.',
  'In minutes five to seven one pair of eyes is not enough.',
], []);

export const laterEnglishScenarios = [bins, bench];
export const openEnglishScenarios = [shade, parking, gate];
