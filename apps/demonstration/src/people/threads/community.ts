import { type Contribution, reply } from './contribution';

/** How colleagues find each other, and one talk that went wrong: `disputes` says what was made of it. */
export const community: Contribution[] = [
  {
    person: 'coordinator', activityKey: null, kind: 'conversation', language: 'en', day: 0.1, title: 'Welcome: how we talk here', isPinned: true, isLocked: true,
    markdown: 'Good morning to sixty teachers from twelve countries!\n\n- **Write in the language you think in.** Others read more languages than you would guess, and a translator is never far away.\n- A *question* wants an answer: mark the one that helped, so that the next colleague finds it.\n- No names of pupils, no faces, no number plates. Also not in pictures.\n- If something is not right, report it. A person reads it, not a machine.\n\nMikkel and I read everything here, and answer on weekdays.',
    reactions: { thanks: ['aoife-brennan', 'ines-carvalho', 'jonas-hollerbach', 'teacher', 'agnieszka-wrobel', 'mikko-ahonen'] },
    replies: [reply('moderator', 'en', 'And hello from Copenhagen. I am the one who reads what you report; usually that is nothing at all.', { reactions: { thanks: ['niamh-keogh'] } })],
  },
  {
    person: 'grace-adeyemi', activityKey: null, kind: 'conversation', language: 'en', day: 5, title: 'Looking for a partner class, ages 8 to 10', followers: ['nerea-etxeberria', 'pietro-zanella'],
    markdown: 'My fourth class (27 children, eleven first languages) would love to compare one morning with a class somewhere else. We count who walks, cycles, or comes by car, ten minutes before the bell. Nothing fancy: one sheet, one photo of the *chart*, one letter.',
    reactions: { agree: ['marta-quintela', 'pietro-zanella'] },
    replies: [
      reply('marta-quintela', 'pt', 'Nós! 22 crianças, terceiro ano. Às 8:50 chega quase toda a gente de carro, e eles já o sabem e têm vergonha. Contamos na quinta?', { reactions: { thanks: ['grace-adeyemi'] } }),
      reply('pietro-zanella', 'de', 'Meine vierte Klasse würde auch mitmachen, auf Deutsch oder Italienisch. Wir haben einen Fluss vor der Schule: Kommt jemand mit dem Boot? (Ja, einer.)', { reactions: { agree: ['grace-adeyemi', 'jonas-hollerbach'] } }),
      reply('grace-adeyemi', 'en', 'By BOAT. I read it out and there was silence for ten seconds. You are both in. Thursday it is: 8:40 to 8:50 by everybody’s own clock.', { reactions: { agree: ['marta-quintela', 'pietro-zanella'] } }),
      reply('nerea-etxeberria', 'es', '¿Queda sitio para una clase más? Segundo de primaria, en el monte: aquí lo normal es venir andando con el perro.', { to: 0 }),
      reply('grace-adeyemi', 'en', 'Always. Four classes, four countries, one row for dogs.', { to: 4, reactions: { thanks: ['nerea-etxeberria'] } }),
    ],
  },
  {
    person: 'kinga-brzezicka', activityKey: null, kind: 'conversation', language: 'pl', day: -5.3, title: 'Kto uczy wiedzy o społeczeństwie? Liczby w debacie',
    markdown: 'Moi licealiści mają na piątek debatę: „Czy zamknąć ulicę przed szkołą na godzinę rano?”. Każda strona dostaje **te same** dane i musi z nich skorzystać. Szukam dobrego pytania, które wytrąci ich z gotowych zdań.',
    replies: [
      reply('lukasz-zielonka', 'pl', '„Kogo nie ma w naszych danych?” U mnie nie było ludzi, którzy tamtędy nie chodzą, *bo* jest niebezpiecznie.', { reactions: { helpful: ['kinga-brzezicka', 'agnieszka-wrobel'], tried: ['kinga-brzezicka'] } }),
      reply('aylin-demirci', 'en', 'Let them swap sides ten minutes before it begins. With the same numbers in their hands, they notice how much was in the tone.', { reactions: { helpful: ['kinga-brzezicka'] } }),
      reply('kinga-brzezicka', 'pl', 'Zamiana stron zadziałała, a pytanie Łukasza zakończyło debatę na trzy minuty ciszy. Dziękuję!', { reactions: { agree: ['lukasz-zielonka'] } }),
    ],
  },
  {
    person: 'kaloyan-mihaylov', activityKey: null, kind: 'conversation', language: 'en', day: 14, title: 'Phones in the street: yes, no, or in a basket?', isLocked: true,
    markdown: 'Half of my pupils would count with an app, half with paper. I would leave the phones in a basket at the door: eyes up, hands free. But then I lose the noise meter. How do you do it?',
    replies: [
      reply('mikko-ahonen', 'en', 'One phone a group, and it belongs to me. Nobody photographs anybody, and the noise meter works.', { reactions: { helpful: ['kaloyan-mihaylov', 'andreu-pujol'] } }),
      reply('camille-lefort', 'fr', 'Au collège, la question est réglée : téléphones éteints. J’emporte deux sonomètres prêtés par la commune, et un minuteur de cuisine.', { reactions: { agree: ['solene-kermarec'] } }),
      reply('matteo-galvani', 'en', 'Paper is for people who are afraid of the present. Honestly, primary teachers who still glue dots should not be allowed near data at all.'),
      reply('jonas-hollerbach', 'de', 'Ich klebe Punkte. Und ich lade dich ein, meine Vierte zu besuchen und ihnen das zu sagen; sie fragen dann nach.', { to: 3, reactions: { agree: ['aoife-brennan', 'malgorzata-swierk'] } }),
      reply('aoife-brennan', 'en', 'Same invitation from our puddle.', { to: 3 }),
      reply('kaloyan-mihaylov', 'bg', 'Благодаря за съветите за един телефон на група. За останалото – нека приключим тук.', { reactions: { thanks: ['mikko-ahonen'] } }),
    ],
  },
  {
    person: 'levan-gelashvili', activityKey: null, kind: 'conversation', language: 'en', day: -1.9, title: 'Sensors for the classroom',
    markdown: 'Has anybody used counting sensors with a class? I would like to know whether pupils still *look* when a box counts for them.',
    replies: [
      reply('giorgi-lomidze', 'en', 'We built one from a light barrier. It counted 212 people; the children counted 187. The difference was one dog, many schoolbags and a boy who danced. That hour was worth more than the sensor.', { reactions: { helpful: ['levan-gelashvili', 'nino-kavtaradze', 'andreu-pujol'] } }),
      reply('razvan-ciobanu', 'en', 'You should all get the StreetPulse kit, it does everything by itself. My cousin sells it, 15 % off for this group if you order before Friday and say my name.'),
      reply('nino-kavtaradze', 'en', 'A boy who danced! How did you write *that* on the sheet?', { to: 1 }),
      reply('andreu-pujol', 'es', 'Nosotros comparamos sensor y alumnos durante una semana: el sensor nunca se cansa, pero tampoco pregunta nada.', { to: 1, reactions: { helpful: ['levan-gelashvili'] } }),
      reply('giorgi-lomidze', 'en', 'In the row “not sure”. With a star.', { to: 1, reactions: { agree: ['nino-kavtaradze', 'ciaran-o-dea'] } }),
      reply('levan-gelashvili', 'en', 'I wrote this in the wrong thread, sorry.', { isTakenBack: true }),
    ],
  },
];

/** Of the edition that is over, and can only be read. */
export const past: Contribution[] = [
  {
    person: 'katharina-weiss', activityKey: 'wall-my-street', kind: 'conversation', language: 'de', title: 'Wer wartet am längsten?',
    markdown: '**Meine Straße:** vier Spuren, eine Ampel, eine Schule.\n\n**Bemerkt:** Autos haben 48 Sekunden Grün, Kinder 9.\n\n**Meine Frage:** Wie viele Kinder kommen in 9 Sekunden ganz hinüber, an fünf Tagen, von 7:40 bis 7:50?',
    reactions: { helpful: ['jonas-hollerbach', 'agnieszka-wrobel'] },
    replies: [
      reply('jonas-hollerbach', 'de', 'Neun Sekunden! Messt auch, wie viele auf der Insel stehen bleiben. Das ist die Zahl, die niemand kennt.'),
      reply('agnieszka-wrobel', 'en', 'Please tell us how it ends.'),
      reply('katharina-weiss', 'de', 'So ging es aus: 4 von 10 bleiben auf der Insel. Die Stadt hat auf 14 Sekunden umgestellt. Kein Witz.', { reactions: { agree: ['jonas-hollerbach', 'agnieszka-wrobel', 'sanna-lehtovaara'] } }),
    ],
  },
  {
    person: 'mikko-ahonen', activityKey: null, kind: 'question', language: 'en', day: 12, title: 'How do you keep the sheets of a whole class?', answer: 1,
    markdown: 'I have 31 wet sheets on a radiator. What do you do with them afterwards: keep, copy, or throw away?',
    replies: [reply('sanna-lehtovaara', 'en', 'Keep them for a year, in an envelope with the date and the question on it. The next class will want to know whether anything changed.', { reactions: { helpful: ['mikko-ahonen', 'giulia-santoro'] } }), reply('mikko-ahonen', 'en', 'An envelope. Of course. Thank you.')],
  },
  {
    person: 'giulia-santoro', activityKey: 'hard-cases', kind: 'conversation', language: 'it', title: 'Caso C: mostrare tutto',
    markdown: 'Mostrerei i quaranta metri, ma con la domanda degli alunni sotto: «Che cosa potremmo cambiare noi?». Contro di me: il preside ha ragione a voler sapere le cose prima del giornale. Quindi lui li vede lunedì, il giornale venerdì.',
    replies: [reply('malgorzata-swierk', 'pl', 'Dyrektor najpierw – tak. U nas sam przyszedł liczyć papierki.')],
  },
];

/** Among those who completed the course: it goes on from edition to edition. */
export const alumni: Contribution[] = [
  {
    person: 'jonas-hollerbach', activityKey: null, kind: 'conversation', language: 'de', day: -9, title: 'Ein halbes Jahr danach: Was ist geblieben?', followers: ['aylin-demirci'],
    markdown: 'Bei mir drei Dinge: die Zeile „weiß nicht“, der Kreidestrich, und dass ich vor jedem Diagramm frage: *Wer braucht das?* Den Rest habe ich vergessen. Und bei euch?',
    reactions: { agree: ['katharina-weiss', 'sanna-lehtovaara'] },
    replies: [
      reply('sanna-lehtovaara', 'en', 'That I stand still with them. Five minutes, nobody says anything. It has become a thing of its own; they ask for it.', { reactions: { helpful: ['jonas-hollerbach', 'mikko-ahonen'] } }),
      reply('katharina-weiss', 'de', 'Die Ampel steht immer noch auf 14 Sekunden. Die Kinder, die sie gemessen haben, sind jetzt in der Oberstufe und grüßen sie.', { reactions: { agree: ['jonas-hollerbach', 'friederike-von-der-aue'] } }),
      reply('kinga-brzezicka', 'en', 'That data belong to somebody. My debate class now asks it before I can.'),
      reply('friederike-von-der-aue', 'de', 'Dass es auch im Gymnasium geht, wenn man es nicht „Projekt“ nennt.', { to: 0 }),
    ],
  },
  {
    person: 'mikko-ahonen', activityKey: null, kind: 'question', language: 'en', day: -6, title: 'Would anybody measure the same street again, a year later?',
    markdown: 'I would like to repeat our count with last year’s sheets. Same corner, same ten minutes, other children. Who comes along, so that we can compare how streets change?',
    replies: [reply('piotr-gasior', 'en', 'We do. There is a new bakery on our corner; I expect a small earthquake in the numbers.', { reactions: { agree: ['mikko-ahonen'] } }), reply('torben-jessen', 'en', 'In. The dike road was closed last year, so ours will be the largest change of all, and the least interesting one.')],
  },
];

/** What became of three posts; the last is a newcomer's. */
export const disputes = {
  /** Reported, hidden, and appealed against. */
  offence: { by: 'matteo-galvani', in: 'Phones in the street: yes, no, or in a basket?', reportedBy: ['grace-adeyemi', 'malgorzata-swierk'], reason: 'offensive', words: 'This is about colleagues, not about phones.', note: 'You may think little of paper. That colleagues should not be allowed to teach is not an argument, it is an insult, and two of them asked us to act. Your point about apps is welcome in other words.', appeal: 'I have exaggerated, and I would say it otherwise today. But the sentence about the present is an opinion, and it disappeared as well. Could you put that one back, or let me edit the post?' },
  /** Reported just now. */
  advert: { by: 'razvan-ciobanu', in: 'Sensors for the classroom', reportedBy: ['nino-kavtaradze', 'andreu-pujol'], reason: 'advertising', words: 'An offer with a deadline and a commission. Others may not notice the cousin.' },
  /** Waits for a moderator, as it is a newcomer's and has many links. */
  held: { title: 'Links that helped me', language: 'en', markdown: 'Hello, I have just joined! I collected what I found on measuring with classes: [tally sheets](https://sheets.example.org/tally), [noise for schools](https://noise.example.org/classroom) and [a map of trees](https://trees.example.org/map). Is there a page where such links should go?' },
} as const;
