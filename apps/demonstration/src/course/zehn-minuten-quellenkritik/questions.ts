import type { QuestionInput } from '../demonstration.course';

export const quellenkritikQuestions: QuestionInput[] = [
  {
    key: 'erster-schritt', type: 'single', points: 1,
    prompt: 'Eine unbekannte Seite behauptet etwas Erstaunliches. Was tun geübte Faktenprüfer **zuerst**?',
    options: [
      { key: 'lesen', text: 'Den Artikel gründlich bis zum Ende lesen' },
      { key: 'impressum', text: 'Das Impressum und die Rechtschreibung prüfen' },
      { key: 'tab', text: 'Einen neuen Tab öffnen und nachsehen, was andere über die Quelle sagen' },
      { key: 'gefuehl', text: 'Auf die eigene Erfahrung vertrauen' },
    ],
    answer: 'tab',
    feedback: 'Alles, was auf der Seite selbst steht, hat deren Urheber in der Hand. Der Blick nach nebenan ist schneller und verlässlicher.',
  },
  {
    key: 'griffe-ordnen', type: 'ordering', points: 1,
    prompt: 'Bringen Sie die zehn Minuten in die richtige Reihenfolge.',
    options: [
      { key: 'zurueck', text: 'Zurückgehen: Wo war es zuerst zu sehen?' },
      { key: 'urteil', text: 'Urteil: Wir wissen, wir wissen nicht, wir würden deshalb' },
      { key: 'anhalten', text: 'Anhalten: Gefühl und Behauptung nennen' },
      { key: 'daneben', text: 'Danebenschauen: Was sagen andere über die Quelle?' },
    ],
    answer: ['anhalten', 'daneben', 'zurueck', 'urteil'],
    feedback: 'Eine Minute, vier, vier, eine. Ohne den ersten Griff prüft jede Gruppe eine andere Behauptung.',
  },
  {
    key: 'echtes-bild', type: 'true-false', points: 1,
    prompt: 'Wenn ein Foto nachweislich unbearbeitet ist, darf man der Unterschrift glauben.',
    answer: false,
    feedback: 'Am häufigsten sind echte Bilder mit falscher Unterschrift: anderes Jahr, anderer Ort, enger Ausschnitt. Deshalb der dritte Griff.',
  },
  {
    key: 'gutes-beispiel', type: 'multiple', points: 2,
    prompt: 'Welche Beispiele eignen sich für die Einführung? Wählen Sie alle passenden aus.',
    options: [
      { key: 'wetter', text: 'Ein Foto mit riesigen Hagelkörnern, das Sie vorher geklärt haben' },
      { key: 'mitschueler', text: 'Ein Gerücht über einen Schüler der Parallelklasse' },
      { key: 'zitat', text: 'Ein berühmtes Zitat, das tatsächlich so gesagt wurde' },
      { key: 'offen', text: 'Eine Meldung von heute Morgen, die noch niemand klären kann' },
    ],
    answer: ['wetter', 'zitat'],
    feedback: 'Klärbar, harmlos, ein wenig überraschend, und manchmal richtig. Das Gerücht braucht Schutz statt Methode; die offene Meldung eignet sich erst, wenn die Routine sitzt.',
  },
  {
    key: 'dauer', type: 'numeric', points: 1,
    prompt: 'Wie viele Minuten sind für die Griffe zwei und drei **zusammen** vorgesehen?',
    answer: { value: 8, tolerance: 0 },
    feedback: 'Zweimal vier Minuten. Die Kürze ist Absicht: Ein begründetes Urteil in angemessener Zeit ist das Ziel, nicht die Gewissheit.',
  },
];
