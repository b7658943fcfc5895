import { type Contribution, reply } from './contribution';

/** How to count and to measure, so that somebody else would find the same. */
export const measuring: Contribution[] = [
  {
    person: 'niamh-keogh', activityKey: null, kind: 'question', language: 'en', day: 9, title: 'Two lanes, one pencil: how do you count both directions?', answer: 2, followers: ['teacher'],
    markdown: 'Our road has traffic both ways and my second years get muddled after about a minute: they make the tally in the wrong row and then argue about it instead of looking up. I have 26 pupils and ten minutes. Do you count only one direction, or is there a way to do both?',
    reactions: { agree: ['grace-adeyemi', 'padraig-mulhern'] },
    replies: [
      reply('aoife-brennan', 'en', 'One direction only, the one *towards* the school. They asked why, and that was the best ten minutes of the week.'),
      reply('sanna-lehtovaara', 'en', 'Pairs, back to back. Each pair has one lane and cannot see the other one, so there is nothing to mix up. A third child keeps the time and says “minute” aloud. Swap after five minutes, then compare: the two halves should be alike, and if they are not, you have something to talk about.', { reactions: { helpful: ['niamh-keogh', 'teacher', 'grace-adeyemi', 'ioana-muresan'], tried: ['niamh-keogh', 'ines-carvalho'] } }),
      reply('niamh-keogh', 'en', 'Back to back! They will think it is a duel. Trying it on Thursday.', { to: 2 }),
      reply('ines-carvalho', 'pt', 'Fiz isto ontem, de costas uns para os outros. Funcionou melhor do que eu esperava, mas o “cronometrista” queria contar também. Dei-lhe as bicicletas.', { to: 2, reactions: { thanks: ['sanna-lehtovaara'] } }),
      reply('niamh-keogh', 'en', 'Done with two classes now. 41 and 44 cars in the two halves, and nobody argued. One boy asked whether a car that turns round counts twice. I said: what does your sheet say? It said nothing. Now it does.', { reactions: { agree: ['sanna-lehtovaara', 'aoife-brennan'] } }),
    ],
  },
  {
    person: 'aylin-demirci', activityKey: null, kind: 'question', language: 'de', day: 16, title: 'Lautstärke-Apps: Warum zeigt jedes Handy etwas anderes?', answer: 2, followers: ['jonas-hollerbach'],
    markdown: 'Sechs Handys, derselbe Platz, dieselbe Minute: **58, 61, 63, 63, 70 und 74 dB**. Meine Neunte ist begeistert, ich weniger. Gibt es eine App, die auf allen Geräten ungefähr dasselbe zeigt? Oder muss ich die Lautstärke ganz lassen?',
    replies: [
      reply('torben-jessen', 'de', 'An der App liegt es kaum, sondern am Mikrofon: Die Hersteller regeln leise Töne hoch und laute herunter. Teurer ist da nicht genauer.'),
      reply('lukasz-zielonka', 'de', 'Nicht die App wechseln, sondern **abgleichen**: alle Handys nebeneinander auf einen Tisch, eine Minute Straßenlärm, dann schreibt jede Gruppe auf, wie weit ihr Gerät vom mittleren Wert weg ist. Diese Zahl wird später abgezogen. Bei uns lagen danach alle innerhalb von 3 dB. Und den Unterschied zwischen zwei Orten misst sowieso jedes Handy mit sich selbst.', { reactions: { helpful: ['aylin-demirci', 'torben-jessen', 'katharina-weiss', 'awa-diarra'], tried: ['aylin-demirci', 'solene-kermarec'] } }),
      reply('aylin-demirci', 'de', 'Abgleichen! Der Median war 63, das lauteste Gerät bekommt also −11. Eine Schülerin fragte, ob man das mit Noten auch machen könne.', { to: 2, reactions: { agree: ['katharina-weiss', 'lukasz-zielonka'] } }),
      reply('solene-kermarec', 'fr', 'Même constat ici, entre 55 et 71 dB pour cinq téléphones. Nous avons fait la table d’étalonnage avec les élèves de 4e : c’est devenu une séance entière sur « qu’est-ce que mesurer ? ».', { to: 2 }),
      reply('awa-diarra', 'de', '@Łukasz Zielonka Wie lange hält so ein Abgleich? Eine Woche, oder muss man das jedes Mal neu machen?', { to: 2 }),
      reply('lukasz-zielonka', 'de', 'Bei uns hielt er drei Wochen, bis jemand eine neue Hülle hatte. Seitdem steht auf dem Bogen „ohne Hülle“.', { to: 2, reactions: { thanks: ['awa-diarra'] } }),
    ],
  },
  {
    person: 'nikos-vlachopoulos', activityKey: null, kind: 'question', language: 'el', day: 12, title: 'Πόση ώρα αντέχει ένα δεκάχρονο να μετράει;', answer: 1,
    markdown: 'Στο βίντεο μετράνε δέκα λεπτά. Οι δικοί μου, μετά το τέταρτο λεπτό, μετράνε ό,τι τους αρέσει. Εσείς πόση ώρα τους βάζετε; Και μετράει ως «δίκαιο δείγμα» αν είναι μόνο πέντε λεπτά;',
    replies: [
      reply('eleni-papadaki', 'el', 'Πέντε λεπτά, διάλειμμα ένα λεπτό, άλλα πέντε, και αλλάζουν θέση: όποιος έγραφε κοιτάζει. Δίκαιο είναι αν είναι *ίδια* πέντε λεπτά κάθε μέρα. Το γράφουμε πάνω στο φύλλο: «8:05 έως 8:10», όχι «το πρωί».', { reactions: { helpful: ['nikos-vlachopoulos', 'stavros-kontogiannis', 'danai-themeli'], thanks: ['nikos-vlachopoulos'] } }),
      reply('stavros-kontogiannis', 'el', 'Συμφωνώ με τα πέντε. Εγώ βάζω και έναν «φύλακα της ερώτησης», που ρωτάει κάθε λεπτό: τι μετράμε;', { to: 1 }),
      reply('ciaran-o-dea', 'en', 'Same with mine, read through the translator of my phone. The guardian of the question is a lovely job for the child who cannot stand still.', { to: 2, reactions: { agree: ['eleni-papadaki'] } }),
      reply('nikos-vlachopoulos', 'el', 'Το δοκίμασα σήμερα με τα δύο πεντάλεπτα. Η διαφορά στα νούμερα ήταν 2 αυτοκίνητα, στη γκρίνια πολύ μεγαλύτερη. Ευχαριστώ!'),
    ],
  },
  {
    person: 'tomas-calero', activityKey: null, kind: 'conversation', language: 'es', day: 19, title: 'Sombra y termómetro: nuestros primeros datos',
    markdown: 'Medimos cinco puntos del camino al instituto, a las 14:00, con el mismo termómetro de cocina:\n\n| Punto | Al sol | A la sombra |\n|---|---|---|\n| Puerta | 34 | 29 |\n| Parada | 37 | – |\n| Plaza | 33 | 27 |\n| Puente | 35 | – |\n| Instituto | 34 | 30 |\n\nEl guion no es un olvido: en la parada y en el puente **no hay sombra**. Los alumnos quieren dibujar ese hueco en rojo. ¿Qué haríais vosotros?',
    reactions: { helpful: ['lucia-ferrer', 'rocio-benitez'] },
    replies: [
      reply('lucia-ferrer', 'es', 'Yo dejaría la columna vacía, con el hueco del mismo ancho. Un hueco se ve más que un color. Y debajo, una frase: «Aquí no pudimos medir porque no hay sombra».', { reactions: { helpful: ['tomas-calero', 'andreu-pujol'], agree: ['rocio-benitez'] } }),
      reply('andreu-pujol', 'es', 'Cuidado con el termómetro de cocina: al sol mide sobre todo el sol que le da a él. Nosotros lo pusimos dentro de un vaso blanco boca abajo y bajó cuatro grados.', { reactions: { helpful: ['tomas-calero'] } }),
      reply('tomas-calero', 'es', 'Entonces tengo que repetirlo todo… Mejor: lo repiten ellos, con vaso y sin vaso, y que lo descubran.', { to: 2, reactions: { agree: ['andreu-pujol', 'lucia-ferrer'] } }),
      reply('eleni-papadaki', 'en', 'We have 36 at the bus stop and no shade either. If you send me your sheet I will use the same hours: then it is one chart with two countries.', { to: 0 }),
      reply('tomas-calero', 'es', '@Ελένη Παπαδάκη Te lo mando el viernes. ¡Qué ganas!', { to: 4 }),
    ],
  },
  {
    person: 'outi-karkkainen', activityKey: null, kind: 'question', language: 'fi', day: -1.4, title: 'Miten lasketaan, kun koulumatka on pimeä?',
    markdown: 'Meillä on aamulla puoli yhdeksän vielä hämärää, ja heijastimet näkyvät ennen ihmisiä. Oppilaat laskivat kaksi kertaa samat pyöräilijät. Onko kellään kokemusta laskemisesta pimeällä, vai siirrämmekö koko jutun iltapäivään?',
    replies: [
      reply('mikko-ahonen', 'fi', 'Laskimme kerran heijastimia emmekä ihmisiä. Siitä tuli parempi kysymys: moniko on näkyvissä? Vastaus oli 11 kahdestakymmenestä.', { reactions: { helpful: ['outi-karkkainen'] } }),
      reply('linnea-sjoholm', 'sv', 'Vi hade samma problem och ställde oss under gatlyktan. Då räknar man bara dem som går genom ljuset, och ingen blir räknad två gånger.', { to: 0 }),
    ],
  },
  {
    person: 'plamen-stoyanov', activityKey: null, kind: 'question', language: 'bg', day: 20, title: 'Средно или медиана за дванайсетгодишни?', answer: 2,
    markdown: 'Един автобус с 50 души ни разваля всичко: средно 9 души на минута, а обикновено минават по 4. Децата казват „средното лъже“. Показвате ли медианата на тази възраст, или е рано?',
    replies: [
      reply('desislava-georgieva', 'bg', 'Не е рано. Редя листчетата по големина на пода и едно дете застава в средата. Думата идва чак накрая.', { reactions: { agree: ['kaloyan-mihaylov'] } }),
      reply('ioana-muresan', 'en', 'I show both numbers and ask: “Which of them would you tell somebody who waits at that door?” After the bus story they never mix them up again. The median is the person in the middle; the mean is what each would get if all was shared.', { reactions: { helpful: ['plamen-stoyanov', 'desislava-georgieva', 'mikko-ahonen'] } }),
      reply('plamen-stoyanov', 'bg', 'Благодаря! Опитах с листчетата на пода, после с въпроса на @Ioana Mureșan. Автобусът вече има собствено място на графиката.', { firstWording: 'Благодаря! Опитах с листчетата на пода.' }),
    ],
  },
];
