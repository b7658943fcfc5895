/** Words that colleagues hardly write and advertisers do. A post of a newcomer that has one is looked at first. Accents do not matter. */
export const SPAM_WORDS: readonly string[] = [
  'casino', 'viagra', 'cialis', 'crypto investment', 'forex signals', 'payday loan', 'escort service', 'onlyfans', 'essay writing service', 'backlinks', 'seo service', 'earn money fast', 'whatsapp me',
  'schnell geld verdienen', 'kredit ohne schufa', "gagner de l'argent", 'ganar dinero rápido', 'guadagnare soldi', 'ganhar dinheiro rápido', 'snel geld verdienen', 'łatwy zarobek', 'быстрый заработок', 'казино', 'καζίνο',
  '赌场', '赚钱', 'カジノ', 'คาสิโน',
];

/** Hosts that hide where a link leads. */
export const SHORTENERS: readonly string[] = ['bit.ly', 'tinyurl.com', 't.co', 'goo.gl', 'ow.ly', 'is.gd', 'v.gd', 'cutt.ly', 'rb.gy', 't.ly', 'tiny.cc', 'shorturl.at', 'rebrand.ly', 'buff.ly', 'adf.ly', 's.id'];
