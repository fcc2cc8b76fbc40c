import type { QuestionKind, QuestionOf } from '@hornbook/shared/content/pack.ts';
import type { ResponseOf } from '@hornbook/shared/grading/response.ts';
import type { ComponentType } from 'react';

export interface InputProps<K extends QuestionKind> {
  question: QuestionOf<K>;
  response: ResponseOf<K> | null;
  onChange: (response: ResponseOf<K> | null) => void;
  /** Orders the options, the same way as long as the attempt lives; null leaves them as the author wrote them. */
  seed: string | null;
  /** The language of the course, which may differ from the app's. */
  lang: string;
  /** The id of the element that asks the question. */
  promptId: string;
  /** The id of the message that says what is missing, or null while nothing is. */
  problemId: string | null;
  disabled: boolean;
}

export interface ReviewProps<K extends QuestionKind> {
  question: QuestionOf<K>;
  response: ResponseOf<K> | null;
  seed: string | null;
  lang: string;
  /** What the author says about options: about all, about those the learner took wrongly, or about none. */
  feedback: 'all' | 'misjudged' | 'none';
}

/** How one kind of question looks: while it is asked, and once it is answered. */
export interface QuestionUi<K extends QuestionKind> {
  Input: ComponentType<InputProps<K>>;
  /** Marks right and wrong where the solution is known; else shows only what was answered. */
  Review: ComponentType<ReviewProps<K>>;
  /** What the digit key for the nth choice (from 0) makes of the response; undefined where there is no such choice. */
  chooseNth: (
    question: QuestionOf<K>,
    response: ResponseOf<K> | null,
    nth: number,
    seed: string | null,
  ) => ResponseOf<K> | null | undefined;
  /** What an answer of this kind still needs before it can be graded: a program is run. */
  complete?: (question: QuestionOf<K>, response: ResponseOf<K>) => Promise<ResponseOf<K>>;
}
