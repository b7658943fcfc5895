import { review, scenario } from './demonstration.scenario';

const kerbs = scenario('jonas-hollerbach', 'de', [
  '**Zwölf Bordsteine bis zur Bücherei.** Die Kinder messen, wo ein Rollstuhl auf dem Weg zur Bücherei stecken bleibt.',
  'Sachunterricht und Mathematik, 9–10 Jahre, 23 Kinder, Deutsch, vier lernen es gerade.',
  'Vorbereiten: 40 min, mit eigenem Weg. Unterrichten: 3 × 45 min.',
  '- eine Höhe auf einen Zentimeter messen und nachprüfen\n- einen Weg nach einer Abmachung grün, gelb und rot färben\n- zwei Sätze an die Stadt schreiben: was üblich ist und was stört',
  'Zollstöcke, Plan (© OpenStreetMap-Mitwirkende), Messblatt (eigen, CC BY 4.0).',
  'Fragen (45): ein Kinderwagen an der Kante, *ich sehe, ich frage mich* (10), Farben abmachen (15), an drei Stufen im Haus üben (20). Sammeln (45): Schuhe und Weg (15), zwei Kanten je Gruppe, zweimal gemessen (20), zurück (10). Zeigen und erzählen (45): ein Plan für alle (15), dreimal lesen (15), Brief zu zweit (15).',
  'Drei Fragen hängen seit der ersten Stunde an der Wand; Paare prüfen damit den Brief eines anderen Paars.',
  'Bildkarten zu jedem Satzanfang. Ein Kind, das nicht gut steht, liest ab und schreibt.',
  'Ohne Plan: den Weg als Streifen zeichnen.',
  'Nur vom Gehweg aus, die Kollegin aus der Nachbarklasse geht mit, keine Bilder von Menschen.',
  'Zwei Gruppen messen dieselbe Kante verschieden. Gut so: Dann reden wir darüber.',
], [
  review([3, 3, 3, 3, 3], 'Drei Ziele, die man sehen kann, und für jedes eine Stunde.', 'Ich könnte es am Montag halten, mit Plan und ohne.', 'Dieselbe Kante zweimal messen lassen und den Unterschied feiern.', 'Schreib dazu, was rot heißt: ab wie vielen Zentimetern?'),
  review([3, 2, 3, 3, 2], 'Klar und dem Alter angemessen.', 'Fast alles da. Das Messblatt hätte ich gern gesehen.', 'Üben an den Stufen im Haus, bevor es hinausgeht.', 'Der Brief in fünfzehn Minuten wird knapp. Nimm ihn in die Deutschstunde mit.'),
  review([2, 3, 3, 3, 3], 'Gut. „Was stört“ ist schon ein Urteil; vielleicht „was auffällt“.', 'Ja, sogar mit Lizenz für den Plan.', 'Der Streifen statt des Plans.', 'Gib der Stadt eine Frage mit, nicht nur eine Feststellung.'),
]);

const bus = scenario('katharina-weiss', 'de', [
  '**Die Tür vor dem Papierkorb.** Schülerinnen und Schüler untersuchen, wo der Bus wirklich hält.',
  'Mathematik, 12–13 Jahre, 27 Lernende, Deutsch.',
  'Vorbereiten: 30 min. Unterrichten: 4 × 45 min.',
  '- von einer Marke aus Abstände messen und runden\n- Streuung zeichnen und in Worte fassen\n- einen Vorschlag mit einer Zahl begründen',
  'Kreide, Maßband, Fahrplan (öffentlich), Messblatt (eigen).',
  'Fragen (45): stehen bleiben, hinsehen, drei Fragen aufschreiben. Sammeln (2 × 20 am Morgen, in Vierergruppen). Darstellen (45): Punktreihe auf einem Strahl. Erzählen (45): eine Minute je Gruppe vor der Parallelklasse.',
  'Die Parallelklasse hat unsere drei Fragen schon am Vortag und gibt jeder Gruppe eine Antwort.',
  'Punktreihe statt Formel; Wortliste zu *üblich, streut, fällt auf*. Wer nicht früh kommen kann, wertet mit aus.',
  'Kreide und Maßband reichen.',
  'Hinter der Linie der Haltestelle, eine Lehrkraft und eine Begleitung; keine Kennzeichen, keine Fahrgäste.',
  'Das Messen ist nicht das Problem, das Hinsehen schon: Die ersten fünf Minuten ohne Stift sind nötig.',
], [
  review([3, 2, 3, 2, 2], 'Streuung in Klasse sieben, und man versteht, wozu.', 'Ich könnte es unterrichten; die Marke an der Haltestelle müsste ich suchen.', 'Fünf Minuten ohne Stift.', 'Ein Foto der leeren Haltestelle mit der Marke würde alles erklären.'),
  review([2, 3, 3, 2, 2], 'Klare Ziele, das dritte ist das stärkste.', 'Ja, mit öffentlichem Fahrplan und allem.', 'Die Parallelklasse als Publikum, mit denselben drei Fragen.', 'Sag, wie viele Busse es waren: Bei dreien streut nichts.'),
  review([3, 2, 3, 2, 3], 'Jede Stunde dient einem Ziel.', 'Brauchbar, auch für unsere Straßenbahn.', 'Die Punktreihe: Man sieht die Streuung, bevor man das Wort kennt.', 'Plane ein, dass der Bus zu früh kommt. Das ist der Fall, über den alle reden werden.'),
]);

const wind = scenario('torben-jessen', 'de', [
  '**Wo zieht es?** Die Klasse sucht die windigste Ecke am Deich.',
  'Technik, 13–14 Jahre, 19 Lernende, Deutsch und Dänisch.',
  'Vorbereiten: 20 min. Unterrichten: 2 Doppelstunden.',
  '- Windstärken mit einem Bändchen schätzen\n- Orte vergleichen',
  'Wollfäden, Stöcke, Handy.',
  'Erst raus, dann besprechen. Zum Schluss eine Karte.',
  'Ich sehe, wer mitmacht.',
  'Nach Bedarf.',
  'Geht auch ohne Handy.',
  'Am Deich ist kein Verkehr.',
  'War bisher immer gut.',
], [
  review([1, 1, 2, 1, 1], '„Vergleichen“ wäre ein Ziel, wenn dabeistünde, woran man es sieht.', 'Ich müsste vieles raten: wie viele Orte, wie lange, wer schreibt?', 'Das Bändchen am Stock. Billiger wird ein Messgerät nicht.', 'Nimm eine Stunde und schreib die Schritte mit Minuten auf. Die Idee trägt das.'),
  review([1, 1, 2, 1, 1], 'Zwei Ziele, beide noch unscharf.', 'So könnte ich es leider nicht halten.', 'Deich und Wind: Das geht nur bei euch, und das ist das Schöne daran.', 'Mach aus „ich sehe, wer mitmacht“ eine Frage, die sich die Klasse selbst stellen kann.'),
  review([2, 1, 2, 1, 1], 'Die Frage im Titel ist besser als die Ziele darunter. Nimm sie.', 'Es fehlen Zeiten, Orte und was bei Sturm geschieht.', 'Schätzen, bevor gemessen wird.', 'Beschreibe drei Stufen für das Bändchen, mit Zeichnung. Dann vergleichen alle dasselbe.'),
]);

export const germanScenarios = [kerbs, bus, wind];
