// On public pages the server does not know the visitor's zone: <time data-local="style"> is shown in the browser's.
const styles = {
  long: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
};

for (const time of document.querySelectorAll('time[data-local]')) {
  const style = styles[time.dataset.local];
  if (style) time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, style).format(new Date(time.dateTime));
}
