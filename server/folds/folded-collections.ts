/** [D1] Collections the server's derived state is folded from: a change of another one leaves it as it is. */
export const foldedCollections: readonly string[] = ['attempts'];
