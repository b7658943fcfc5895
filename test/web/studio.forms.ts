/** The hidden fields of the form with this action, as a browser would send them back. */
export function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`action="${action}"`))?.split('</form>')[0] ?? '';
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value] as [string, string]);
  return Object.fromEntries(hidden);
}
