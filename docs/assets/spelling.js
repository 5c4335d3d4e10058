// What was meant by a word that stands nowhere: the words of the claims that are fewest slips away.

/** Returns the number of letters added, left out, exchanged or swapped with their neighbour between two words. */
function slips(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let earlier = [];
  let before = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      now[column] = Math.min(before[column] + 1, now[column - 1] + 1, before[column - 1] + same);
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) now[column] = Math.min(now[column], earlier[column - 2] + 1);
    }
    earlier = before;
    before = now;
  }
  return before[other.length];
}

/** Returns the words of `vocabulary` closest to `word`: one slip for short words, two from seven letters on; no figures. */
export function nearest(word, vocabulary) {
  const most = /\d/.test(word) || word.length < 3 ? 0 : word.length < 7 ? 1 : 2;
  let least = most;
  let found = [];
  for (const known of most ? vocabulary : []) {
    if (known.length < 4) continue;
    const distance = slips(word, known, least);
    if (distance > least) continue;
    found = distance < least ? [known] : [...found, known];
    least = distance;
  }
  return found;
}
