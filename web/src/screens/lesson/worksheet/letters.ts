/** a, b, c …; after z come aa, ab. Options of questions on paper are named by them. */
export const letter = (index: number): string => {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
};

/** Letters of options, in the order the ids are given. */
export const lettersOf = (options: readonly { id: string }[], ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const index = options.findIndex((option) => option.id === id);
    return index < 0 ? [] : letter(index);
  });
