import { tokenize } from './tokenize.ts';

/** Words a question is made of whatever it is about: they say nothing of whether a passage covers it. */
const texts = [
  // English
  `a an and are as at be been being but by can could did do does doing done for from had has have having he her him his how i
   if in into is it its just like make makes me mean means more most much my need no not of on one or our please she should so
   some tell than that the their them then there these they this those to too us use used was way we were what when where
   which while who whom whose why will with work works would you your explain understand difference between about`,
  // Spanish
  `a al algo ante con como cómo cual cuál cuando cuándo de del desde donde dónde dos el él ella ellas ellos en entre era es ese
   esa esto esta este están está estos fue ha hace hacer hay la las le les lo los más me mi muy no nos o para pero por porque
   puede puedo que qué quien quién se sea ser si sí sin sobre son su sus también te tiene tu un una unas uno unos y ya yo
   explica explicar entiendo diferencia significa funciona`,
  // French
  `au aux avec ce ces cette c d dans de des du elle en est et eux il ils je j l la le les leur lui ma mais me mes moi mon ne
   nos notre nous on ou où par pas pour pourquoi qu quand que quel quelle qui sa se ses son sont sur ta te tes toi ton tu un
   une vos votre vous comment explique`,
  // Arabic
  `في من على إلى عن ما ماذا لماذا كيف هل هو هي هذا هذه ذلك التي الذي مع أو و ثم لا أن إن كان كانت أين متى اشرح`,
  // Chinese
  `的 了 是 在 和 与 有 我 你 他 她 它 们 这 那 什么 怎么 为什么 如何 吗 呢 请 解释 一个 不 也 就 都`,
];

export const stopWords: ReadonlySet<string> = new Set(texts.flatMap(tokenize));
