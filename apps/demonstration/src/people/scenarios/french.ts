import { review, scenario } from './demonstration.scenario';

const bikes = scenario('herve-mazaud', 'fr', [
  '**Le râtelier vide.** Les élèves cherchent pourquoi le râtelier à vélos reste vide alors que des vélos dorment contre la grille.',
  'Géographie et EPS, 9–10 ans, 22 élèves, français.',
  'Préparer : 30 min. Enseigner : 3 × 45 min.',
  '- compter deux fois par jour au même endroit\n- placer chaque vélo sur un plan dessiné\n- proposer un déplacement et dire ce qu’on ignore encore',
  'Plan dessiné par la classe, gommettes, feuille de comptage (CC BY 4.0).',
  'Demander (45) : où, quand, quel vélo compte ? Récolter : 2 × 5 min pendant quatre jours, à deux. Représenter (45) : gommettes, puis barres. Raconter (45) : au gardien, une proposition et un doute.',
  'Trois questions au mur dès le premier jour ; chaque binôme relit la feuille d’un autre avec elles.',
  'Phrases à trous illustrées. Un élève très actif tient le chronomètre et la craie.',
  'Tout se fait sur papier.',
  'Depuis la cour, un adulte. On note des vélos, jamais à qui ils sont.',
  'S’il pleut, aucun vélo : c’est un résultat, on le garde.',
], [
  review([3, 2, 3, 3, 2], 'Trois verbes visibles et une vraie question, posée à quelqu’un qui peut agir.', 'Je pourrais l’enseigner ; la feuille de comptage manque.', 'Le gardien comme destinataire : il peut vraiment déplacer le râtelier.', 'Ajouter la feuille, et dire à quelle heure on compte la deuxième fois.'),
  review([3, 2, 3, 2, 2], 'Tout sert la même question, du plan à la proposition.', 'Oui, sans rien deviner ou presque.', 'Les gommettes d’abord, les barres après.', 'Un critère de plus pour la proposition : combien de pas en moins ?'),
  review([2, 2, 3, 3, 2], 'Objectifs clairs pour l’âge.', 'Oui, les variantes sont là.', 'Le doute que l’on dit à voix haute devant le gardien.', 'Prévoir cinq minutes pour les chaussures : à neuf ans elles comptent double.'),
]);

const stairs = scenario('camille-lefort', 'fr', [
  '**Trente-sept marches.** Les élèves mesurent le temps que prend le chemin avec et sans escalier jusqu’au gymnase.',
  'Mathématiques, 11–12 ans, 26 élèves, français, quatre élèves allophones.',
  'Préparer : 40 min. Enseigner : 4 × 45 min.',
  '- mesurer une durée trois fois et choisir la valeur du milieu\n- comparer deux chemins par un graphique honnête\n- dire pour qui chacun des chemins est fait',
  'Chronomètres du gymnase, plan © les contributeurs d’OpenStreetMap, feuille personnelle.',
  '1. Demander : quel chemin prends-tu, et si tu avais une poussette ? (45)\n2. Récolter : chaussures (5), trois passages par équipe (30), retour (10).\n3. Représenter : deux droites, échelle à zéro (45).\n4. Raconter : une affiche pour le hall (45).',
  'Chaque équipe vérifie l’échelle et le titre d’une autre affiche.',
  'Plan en couleurs, consignes en images. Un élève en béquilles choisit qui il chronomètre.',
  'Une montre suffit.',
  'Trottoir uniquement, deux adultes, on ne court pas : la course fausse la mesure et les genoux.',
  'Ils voudront battre un record. Dire tout de suite que le plus lent est le plus utile.',
], [
  review([3, 3, 3, 3, 3], 'La troisième intention donne du sens aux deux autres.', 'Complet, avec sources et variantes.', '« Le plus lent est le plus utile » : je l’écris au tableau demain.', 'Montrer une affiche réussie, même de vous, pour lancer la quatrième séance.'),
  review([2, 2, 3, 3, 3], 'Clair. « Choisir la valeur du milieu » mériterait sa raison.', 'Oui, je pourrais prendre la classe au pied levé.', 'La valeur du milieu de trois mesures.', 'Trente minutes pour trois passages de cinq équipes : prévoir deux départs à la fois.'),
  review([3, 2, 2, 3, 2], 'Objectifs visibles, bien choisis.', 'Il manque la longueur des chemins pour se faire une idée.', 'La question de la poussette dès la première minute.', 'Donner vos propres temps à titre d’exemple.'),
]);

const signs = scenario('awa-diarra', 'fr', [
  '**Les mots de ma rue.** Les élèves recueillent les langues que l’on voit sur cent mètres de rue.',
  'Français et inclusion, 12–13 ans, 24 élèves, onze langues à la maison.',
  'Préparer : 30 min. Enseigner : 3 × 55 min.',
  '- décider ce qui compte comme « un mot de la rue »\n- classer sans juger\n- présenter un mot à la classe',
  'Carnets, feuille de relevé (CC BY 4.0). Pas de photographies.',
  'Demander : quelles langues, où ? (25) Récolter : cent mètres, à trois, 25 min sur place et 20 de chemin. Représenter : une roue des langues (30). Raconter : un mot, sa langue, son histoire (45).',
  'Les élèves rédigent eux-mêmes deux critères au début et les appliquent aux roues.',
  'Chacun est expert d’une langue au moins. Qui lit peu dessine les signes.',
  'Crayon et carnet.',
  'On recopie des enseignes, pas des noms de sonnettes. Deux adultes.',
  'Le risque : compter des personnes derrière les mots. On en parle avant de sortir.',
], [
  review([3, 2, 3, 3, 3], 'Un but fort, et des verbes qui se voient.', 'Oui ; les consignes tiennent sur une page.', 'Chacun est expert d’une langue : la classe change de visage.', 'Ajouter une minute par groupe pour dire les cas douteux : une marque, est-ce un mot ?'),
  review([3, 3, 2, 1, 3], 'Très clair, et rare dans un projet de données.', 'Facile à reprendre, même en ville moins bavarde.', 'Enseignes oui, sonnettes non. C’est la meilleure phrase sur la vie privée que j’aie lue ici.', 'Demander aux élèves ce que la roue ne montre pas : les langues que l’on parle et n’écrit pas.'),
  review([2, 2, 3, 3, 2], 'Bien. « Classer sans juger » se voit à quoi ?', 'Je devrais deviner comment lire la roue.', 'Présenter un mot avec son histoire.', 'Donner un exemple de roue, avec sa légende.'),
]);

const tide = scenario('solene-kermarec', 'fr', [
  '**Jusqu’où monte l’eau ?** Les élèves suivent la ligne d’eau sur la cale pendant deux semaines.',
  'Sciences, 13–14 ans, 25 élèves, français.',
  'Préparer : 45 min. Enseigner : 4 × 50 min.',
  '- relever une hauteur à heure fixe\n- tracer une courbe et y repérer un rythme\n- confronter ses mesures à l’annuaire des marées',
  'Règle peinte du port (avec autorisation), annuaire public des marées, feuille personnelle.',
  'Demander (50), récolter (dix relevés de cinq minutes, à trois), représenter (50), raconter au bureau du port (50).',
  'Une grille de trois questions, connue dès la première séance et utilisée entre équipes.',
  'Courbes à compléter ; un élève qui craint l’eau relève l’heure et le vent.',
  'Papier quadrillé.',
  'On reste derrière le garde-corps, gilets, deux adultes ; jamais par vent fort.',
  'Un relevé manquant se laisse vide : on ne l’invente pas.',
], [
  review([3, 1, 3, 3, 2], 'Clair, et la confrontation avec l’annuaire est la bonne fin.', 'Il faudrait les minutes dans les séances.', 'Le relevé manquant qui reste vide.', 'Une version pour l’intérieur des terres : la hauteur d’une fontaine ou d’un ruisseau.'),
  review([3, 2, 3, 2, 3], 'Chaque séance sert un objectif.', 'Oui, avec autorisation et sources.', 'Confronter sa courbe à une source publique.', 'Dire ce que l’on fait quand l’annuaire a raison et nous tort : c’est le plus beau moment.'),
  review([1, 3, 2, 0, 0], 'Je ne vois pas à quoi l’on saura qu’un objectif est atteint.', 'Sans port ni marée je ne saurais pas par où commencer : le scénario ne marche que chez vous.', 'La peur de l’eau est prévue, sans en faire une affaire.', 'Montrer la grille des trois questions : telle quelle, je ne peux pas la juger.'),
]);

export const frenchScenarios = [bikes, stairs, signs, tide];
