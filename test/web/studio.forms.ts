/** The hidden fields of the form with this action, as a browser would send them back. */
export function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`))?.split('</form>')[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value] as [string, string]);
  return Object.fromEntries(hidden);
}

/** Every field of the form with this action as it is shown, as a browser would send it. */
export function formOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`))?.split('</form>')[0] ?? '';
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const inputs = (form.match(/<input [^>]*>/g) ?? []).filter((tag) => !/type="(checkbox|radio)"/.test(tag) || / checked/.test(tag)).map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]);
  const areas = [...form.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)</g)].map(([, name, text]) => [name!, text!]);
  const chosen = [...form.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([^]*?)<\/select>/g)].map(([, name, options = '']) => {
    const option = /<option value="([^"]*)" selected/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    return [name!, option?.[1] ?? ''];
  });
  return Object.fromEntries([...inputs, ...areas, ...chosen]);
}
