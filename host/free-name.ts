/** A name for a file made of a title: `My digits!` becomes `my-digits`, or `my-digits-2` where that is taken. */
export function freeName(title: string, taken: readonly string[]): string {
  const slug =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'network';
  let name = slug;
  for (let number = 2; taken.includes(name); number++) name = `${slug}-${number}`;
  return name;
}
