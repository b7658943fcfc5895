const HOSTS = [
  'youtube.com',
  'youtube-nocookie.com',
  'youtu.be',
  'vimeo.com',
  'dailymotion.com',
  'dai.ly',
  'panopto.com',
  'panopto.eu',
  'wistia.com',
  'wistia.net',
  'loom.com',
  'ted.com',
  'kaltura.com',
  'arte.tv',
  'peertube.tv',
];

/** The address under which a person watches a video; null where the address is not one of a known video site. */
export function videoAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const host = url.hostname.toLowerCase();
  if (!HOSTS.some((known) => host === known || host.endsWith(`.${known}`))) return null;
  return watchAddress(url, host) ?? url.href;
}

/** Players made for frames show nothing useful in a window of their own. */
function watchAddress(url: URL, host: string): string | null {
  const last = url.pathname.split('/').at(-1) ?? '';
  if (/(^|\.)youtube(-nocookie)?\.com$/.test(host) && url.pathname.startsWith('/embed/') && last !== '') {
    return `https://www.youtube.com/watch?v=${encodeURIComponent(last)}`;
  }
  if (host === 'player.vimeo.com' && /^\d+$/.test(last)) return `https://vimeo.com/${last}`;
  if (/(^|\.)panopto\.(com|eu)$/.test(host) && last === 'Embed.aspx') return url.href.replace('/Embed.aspx', '/Viewer.aspx');
  return null;
}
