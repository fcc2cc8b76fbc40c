/** A whole course in a few lines: every kind of file, activity and question once. */
export const miniCourse = (
  changes: Record<string, string | ((text: string) => string) | null> = {},
): Map<string, Uint8Array> => {
  const files = new Map(Object.entries(texts));
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) files.delete(path);
    else files.set(path, typeof change === 'string' ? change : change(files.get(path) ?? ''));
  }
  return new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
};

/** Ids that tests may name. */
export const miniIds = {
  course: '00000000-0000-4000-8000-000000000001',
  skill: '00000000-0000-4000-8000-000000000002',
  unit: '00000000-0000-4000-8000-000000000003',
  lessons: ['00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000005'],
  practice: '00000000-0000-4000-8000-000000000006',
  quiz: '00000000-0000-4000-8000-000000000007',
  test: '00000000-0000-4000-8000-000000000008',
  questions: {
    capital: '00000000-0000-4000-8000-000000000010',
    flat: '00000000-0000-4000-8000-000000000011',
    planets: '00000000-0000-4000-8000-000000000012',
    boiling: '00000000-0000-4000-8000-000000000013',
    cloud: '00000000-0000-4000-8000-000000000014',
    heldBack: '00000000-0000-4000-8000-000000000015',
    order: '00000000-0000-4000-8000-000000000016',
    homes: '00000000-0000-4000-8000-000000000017',
    water: '00000000-0000-4000-8000-000000000018',
    heldOrder: '00000000-0000-4000-8000-000000000019',
    heldPairs: '00000000-0000-4000-8000-00000000001a',
    heldGaps: '00000000-0000-4000-8000-00000000001b',
  },
} as const;

const { questions } = miniIds;
const texts: Record<string, string> = {
  'course.md': `---
id: ${miniIds.course}
slug: mini
title: Mini
shortDescription: A course for tests.
language: en
difficulty: beginner
estimatedHours: 0.5
duration: "An evening"
tags: [test]
author: Nobody
thumbnail: assets/dot.svg
goal: "See that it works"
skills:
  - id: ${miniIds.skill}
    slug: looking
    name: Looking
    subjectArea: Science
    description: See what is there.
---
It is *small*.
`,
  'assets/dot.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90">
<title>A dot</title><circle cx="80" cy="45" r="20"/></svg>
`,
  'assets/line.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="20" viewBox="0 0 360 20">
<title>A line</title><path d="M0 10h360"/></svg>
`,
  'units/01-start/unit.md': `---
id: ${miniIds.unit}
title: Start
kind: module
difficulty: beginner
skills: [looking]
---
Where it begins.
`,
  'units/01-start/01-one.lesson.md': `---
id: ${miniIds.lessons[0]}
title: One
summary: The first.
difficulty: beginner
estimatedMinutes: 3
skills: [looking]
keyPoints: ["Look.", "Look again."]
explanation: |
  Another way: $a^2$.
codeExample:
  language: python
  caption: A line
  code: |
    print("line")
---
## A line

![A line from left to right.](assets/line.svg "One line")

It is long.
`,
  'units/01-start/01-one.practice.md': `---
id: ${miniIds.practice}
kind: practice
title: Try one
difficulty: beginner
shuffle: false
questions:
  - id: ${questions.capital}
    kind: multiple_choice
    prompt: |
      Which city is the capital of France?
    hints: ["It lies on the *Seine*."]
    explanation: |
      Paris, since 987.
    options:
      - { id: a, text: "Paris", correct: true }
      - { id: b, text: "Lyon", feedback: "It is the third largest." }
  - id: ${questions.flat}
    kind: true_false
    prompt: The Earth is flat.
    explanation: It is nearly a ball.
    answer: false
    feedback: { "true": "Ships sink below the horizon." }
---
Take your time.
`,
  'units/01-start/01-one.quiz.md': `---
id: ${miniIds.quiz}
kind: quiz
title: Quiz one
difficulty: intermediate
questions:
  - id: ${questions.planets}
    kind: multiple_response
    prompt: Which are planets?
    points: 2
    explanation: Mars and Venus.
    options:
      - { id: a, text: "Mars", correct: true }
      - { id: b, text: "Moon", feedback: "It goes round a planet." }
      - { id: c, text: "Venus", correct: true }
  - id: ${questions.boiling}
    kind: numeric
    prompt: At what temperature does water boil at sea level?
    answer: 100
    tolerancePercent: 2
    unit: "°C"
    explanation: At 100 °C.
  - id: ${questions.cloud}
    kind: short_text
    prompt: What is a fog bank above the ground called?
    accept: ["cloud", "a cloud"]
    nearMisses: [{ text: "fog", feedback: "On the ground, yes." }]
    explanation: A cloud.
  - id: ${questions.order}
    kind: ordering
    prompt: From the sun outwards?
    items:
      - { text: "Mercury" }
      - { text: "Venus", feedback: "It is the second." }
      - { text: "Earth" }
      - { text: "Mars" }
    explanation: Mercury, Venus, Earth, Mars.
  - id: ${questions.homes}
    kind: matching
    prompt: Where do they live?
    points: 2
    pairs:
      - { text: "Bee", match: "Hive" }
      - { text: "Fox", match: "Den", feedback: "It digs." }
      - { text: "Wasp", match: "Nest" }
    others: ["Barn"]
    explanation: In a hive, a den, a nest.
  - id: ${questions.water}
    kind: cloze
    prompt: Fill the gaps.
    text: |
      *Water* boils at [[degrees]] and becomes [[state]].

      That is [[word]].
    gaps:
      - { id: degrees, kind: number, answer: 100, tolerance: 1, unit: "°C" }
      - { id: word, kind: text, accept: ["evaporation"], nearMisses: [{ text: "condensation", feedback: "The way back." }] }
      - id: state
        kind: choice
        options:
          - { id: a, text: "vapour", correct: true }
          - { id: b, text: "ice", feedback: "Colder." }
    explanation: It evaporates.
---
`,
  'units/01-start/02-two.lesson.md': `---
id: ${miniIds.lessons[1]}
title: Two
summary: The second.
difficulty: intermediate
estimatedMinutes: 2
skills: [looking]
keyPoints: ["It ends.", "All does."]
---
The end.
`,
  'units/01-start/unit.test.md': `---
id: ${miniIds.test}
kind: test
title: Test
difficulty: intermediate
timeLimitMinutes: 5
gradedOn: server
questions:
  - id: ${questions.heldBack}
    kind: multiple_choice
    prompt: Which one is SECRET-FREE?
    points: 3
    explanation: SECRET explanation.
    options:
      - { id: a, text: "This" }
      - { id: b, text: "That", correct: true, feedback: "SECRET feedback." }
  - id: ${questions.heldOrder}
    kind: ordering
    prompt: From small to large?
    explanation: SECRET explanation.
    items:
      - { text: "Mouse", feedback: "SECRET feedback." }
      - { text: "Cat" }
      - { text: "Horse" }
  - id: ${questions.heldPairs}
    kind: matching
    prompt: Who says what?
    explanation: SECRET explanation.
    pairs:
      - { text: "Cow", match: "Moo", feedback: "SECRET feedback." }
      - { text: "Dog", match: "Woof" }
  - id: ${questions.heldGaps}
    kind: cloze
    prompt: Fill the gap.
    explanation: SECRET explanation.
    text: Grass is [[colour]] and [[state]].
    gaps:
      - { id: colour, kind: text, accept: ["SECRET green"], nearMisses: [{ text: "blue", feedback: "SECRET feedback." }] }
      - { id: state, kind: choice, options: [{ id: a, text: "dry" }, { id: b, text: "wet", correct: true, feedback: "SECRET feedback." }] }
---
`,
};
