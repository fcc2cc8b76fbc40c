import type { DraftAdvice, DraftFault } from '@hornbook/shared/authoring/check-drafts.ts';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';

/** What keeps a part from being published, and so what to do. */
export const faultWords: Record<DraftFault, ReactNode> = {
  'no-title': <Trans>It needs a title.</Trans>,
  'no-text': <Trans>Its text is empty.</Trans>,
  'no-short-description': <Trans>Say in one sentence what the course is about.</Trans>,
  'no-author': <Trans>Say who wrote it.</Trans>,
  'no-skills': <Trans>Name at least one skill that it teaches.</Trans>,
  'no-lessons': <Trans>There is nothing in it yet.</Trans>,
  'no-summary': <Trans>Say in a sentence what the lesson is about.</Trans>,
  'key-points': <Trans>Name two to five things to take along.</Trans>,
  'no-questions': <Trans>It has no questions yet.</Trans>,
  'too-many': <Trans>There is too much in it: divide it.</Trans>,
  'no-prompt': <Trans>It does not ask anything yet.</Trans>,
  'no-explanation': <Trans>Explain why the right answer is right.</Trans>,
  'test-has-hints': <Trans>A test gives no hints: take them away, or make it a practice.</Trans>,
  'few-options': <Trans>Give at least two answers to choose from.</Trans>,
  'empty-option': <Trans>One of its lines is empty.</Trans>,
  'same-option': <Trans>Two of its lines say the same.</Trans>,
  'one-correct': <Trans>Mark exactly one answer as right.</Trans>,
  'some-correct': <Trans>Mark at least one answer as right.</Trans>,
  'no-answer': <Trans>Say what the right answer is.</Trans>,
  'near-is-right': <Trans>An answer stands among the right ones and among those that are nearly right.</Trans>,
  'near-has-no-words': <Trans>An answer that is nearly right needs its words, and what you would say to it.</Trans>,
  'few-items': <Trans>Give three to eight lines to put in order.</Trans>,
  'few-pairs': <Trans>Give two to eight pairs.</Trans>,
  'no-gaps': <Trans>Write one to twelve gaps into the text, each in double brackets.</Trans>,
  'empty-gap': <Trans>A gap says no answer.</Trans>,
  'no-solution': <Trans>Write the program as you would.</Trans>,
  'no-tests': <Trans>Say what it is tried with: a call and what it gives, or what the program prints.</Trans>,
  'half-a-test': <Trans>A test needs both: what is called, and what it gives.</Trans>,
  'program-too-long': <Trans>The program is too long.</Trans>,
  'code-at-service': (
    <Trans>Programs are tried on the device: this test can’t keep its solutions at the service.</Trans>
  ),
  'no-phrase': <Trans>Write the phrase that is to be said. Whoever can’t speak writes it, so it needs words.</Trans>,
  'no-voice': <Trans>Somebody has to say the phrase: add a voice.</Trans>,
  'voice-without-name': <Trans>A voice needs a name: learners choose it by that.</Trans>,
  'voice-without-sound': <Trans>A voice has no recording yet: record it, choose a file, or remove the voice.</Trans>,
  'too-many-voices': <Trans>Six voices are enough: each comes to every phone.</Trans>,
  'spoken-in': <Trans>The language of the phrase is a tag such as en or es-MX.</Trans>,
  'speech-at-service': <Trans>Speech is judged on the device: a test that the service grades can’t ask for it.</Trans>,
  'gap-choice': <Trans>A gap to choose for needs two different answers or more, one of them with a star.</Trans>,
};

/** What an author may want to look at again. */
export const adviceWords: Record<DraftAdvice, ReactNode> = {
  'mostly-true-false': (
    <Trans>More than half of the questions are true or false: half of those are right by chance.</Trans>
  ),
  'nothing-to-answer': <Trans>This lesson asks nothing: learners will not know whether they understood it.</Trans>,
  'few-phrases': (
    <Trans>
      Fewer than nine phrases are to be said in this course. The more there are, the better one is told from another.
    </Trans>
  ),
  'one-voice': (
    <Trans>Only one voice says this phrase. Learners are judged more fairly beside two or three different ones.</Trans>
  ),
  'no-feedback': <Trans>Say at least at one wrong answer what is probably misunderstood.</Trans>,
};
