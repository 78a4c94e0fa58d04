/** Longer than any text a person writes in a form, and short enough for patterns whose time grows with the square. */
const longest = 4000;

/** A text in pieces that are searched one by one; only a very long one is cut, at the end of a sentence or a word when there is one. */
export function* pieces(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > longest) {
    const part = text.slice(from, from + longest);
    const cut = Math.max(part.lastIndexOf('. '), part.lastIndexOf('\n'));
    const end = cut > longest / 2 ? cut + 1 : Math.max(part.lastIndexOf(' '), 0) || longest;
    yield part.slice(0, end);
    from += end;
  }
  yield text.slice(from);
}
