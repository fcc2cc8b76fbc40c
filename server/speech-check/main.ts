import { type References, referenceOf } from '@hornbook/shared/pronunciation/references.ts';
import { round } from './figures.ts';
import { tryPeople } from './human.ts';
import { phrases, referenceVoices, strangers } from './phrases.ts';
import { checkReferences } from './references.ts';
import { controls, inNoise, seededRandom } from './sounds.ts';
import { canSynthesise, synthesise } from './synthesise.ts';
import { figuresOf, joined, share, type Take, type Trial, tryAlone, tryTakes } from './trial.ts';

// How well speech is judged: by voices nobody has heard, in noise, against what is no speech, and by people where a
// folder of their recordings is given. The last line is the same as JSON.
const SEED = 20_260_411;
const NOISE_DB = 15;
const LIMITS = {
  voiceAuc: 0.95,
  controlsMatching: 0.02,
  aloneWrong: 0.05,
  peopleAuc: 0.95,
  peopleEer: 0.12,
  peopleMadeAuc: 0.9,
};

const line = (cells: readonly (string | number)[]) =>
  console.info(
    cells.map((cell, column) => (column === 0 ? String(cell).padEnd(24) : String(cell).padStart(13))).join(''),
  );
const head = ['AUC', 'EER', 'nearest', 'matches', 'close', 'unusable', 'wrong match'];
const row = (name: string, trial: Trial) => {
  const figures = figuresOf(trial);
  line([name, ...Object.values(figures)]);
  return figures;
};

const corpus = process.env.SPEECH_CORPUS;
const hasVoices = await canSynthesise();
const failures: string[] = [];
const expectThat = (holds: boolean, what: string) => {
  if (!holds) failures.push(what);
};
const result: Record<string, unknown> = {};

if (hasVoices) {
  console.info(
    'What the phrases of the courses are, as espeak-ng says them, and how far their recordings are from that\n',
  );
  const checked = await checkReferences(([phrase, ...cells]) => line([phrase ?? '', ...cells]));
  const { problems, ...figures } = checked;
  for (const problem of problems) expectThat(false, problem);
  result.references = figures;
  console.info(
    `\n${checked.phrases} phrases, ${checked.recordings} recordings: at most ${checked.furthestOwn} from their own text, at least ${checked.nearestOther} from others\n`,
  );
}

if (hasVoices && !process.argv.includes('references')) {
  const references: References = {
    type: 'synthetic',
    phrases: await Promise.all(
      phrases.map(async (text, index) => ({
        id: String(index),
        text,
        voices: await Promise.all(
          referenceVoices.map(async (id) => ({ id, features: referenceOf(await synthesise(text, id)) })),
        ),
      })),
    ),
  };
  const takesBy = new Map<string, Take[]>();
  for (const voice of strangers)
    takesBy.set(
      voice,
      await Promise.all(phrases.map(async (text, phrase) => ({ phrase, samples: await synthesise(text, voice) }))),
    );

  console.info(`${phrases.length} phrases, ${referenceVoices.length} reference voices, seed ${SEED}\n`);
  line(['voice', ...head]);
  const clean: Trial[] = [];
  const voices: Record<string, unknown> = {};
  for (const [voice, takes] of takesBy) {
    const trial = tryTakes(takes, references);
    clean.push(trial);
    const figures = row(voice, trial);
    voices[voice] = figures;
    expectThat(figures.auc >= LIMITS.voiceAuc, `${voice}: AUC ${figures.auc}, not ${LIMITS.voiceAuc}`);
  }
  const random = seededRandom(SEED);
  const noisy = [...takesBy.values()].map((takes) =>
    tryTakes(
      takes.map(({ phrase, samples }) => ({ phrase, samples: inNoise(samples, NOISE_DB, random) })),
      references,
    ),
  );
  line(['']);
  const all = joined(clean);
  result.voices = voices;
  result.clean = row('all, clean', all);
  result.noisy = row(`all, noise at ${NOISE_DB} dB`, joined(noisy));
  const heardMs = all.ms.toSorted((a, b) => a - b);
  result.judgedMs = {
    median: round(heardMs[Math.floor(heardMs.length / 2)] ?? 0, 1),
    most: round(heardMs.at(-1) ?? 0, 1),
  };

  // Each by one voice only, as an author may ask for it.
  const alone = tryAlone([...takesBy.values()].flat(), {
    type: 'human',
    phrases: references.phrases.map((phrase) => ({ ...phrase, voices: phrase.voices.slice(0, 1) })),
  });
  const aloneFigures = row('a phrase alone, one voice', alone);
  result.alone = aloneFigures;
  expectThat(
    aloneFigures.wrongMatches <= LIMITS.aloneWrong,
    `a phrase alone: ${aloneFigures.wrongMatches} of others match, not ${LIMITS.aloneWrong}`,
  );

  console.info('\nHeard as (rows: said)');
  phrases.forEach((text, phrase) => {
    line([text.slice(0, 23), (all.confusion[phrase] ?? []).join(' ')]);
  });
  result.confusion = all.confusion;

  console.info('\nWhat is no take of the phrase: how often it matches one that is asked for');
  const takes = [...takesBy.values()].flat();
  const figures: Record<string, number> = {};
  for (const [name, make] of Object.entries(controls)) {
    const trial = tryTakes(
      takes.map(({ samples }) => ({ phrase: -1, samples: make(random, samples) })),
      references,
    );
    const matching = round(share(trial.wrong, 'matches'), 4);
    figures[name] = matching;
    line([name, `${(100 * matching).toFixed(2)} %`, `${(100 * share(trial.wrong, 'unusable')).toFixed(0)} % unusable`]);
    expectThat(matching <= LIMITS.controlsMatching, `${name}: ${(100 * matching).toFixed(2)} % in the top band`);
  }
  result.controls = figures;
} else if (!hasVoices) {
  console.info(
    'espeak-ng is not on this machine, so made voices and controls are not tried. Install it (Debian: apt-get install espeak-ng).',
  );
}

if (corpus) {
  const { speakers, againstPeople, againstMade } = await tryPeople(corpus, hasVoices);
  console.info(`\nPeople (${speakers.join(', ')}), each compared with others only`);
  line(['references', ...head]);
  const people = row('people', againstPeople);
  result.people = people;
  expectThat(people.auc >= LIMITS.peopleAuc, `people: AUC ${people.auc}, not ${LIMITS.peopleAuc}`);
  expectThat(people.eer <= LIMITS.peopleEer, `people: EER ${people.eer}, over ${LIMITS.peopleEer}`);
  if (againstMade) {
    const made = row('made voices', againstMade);
    result.peopleMade = made;
    expectThat(
      made.auc >= LIMITS.peopleMadeAuc,
      `people against made voices: AUC ${made.auc}, not ${LIMITS.peopleMadeAuc}`,
    );
  }
} else {
  console.info('\nNo people: SPEECH_CORPUS names no folder of recordings (digit_speaker_take.wav).');
}

if (!hasVoices && !corpus) failures.push('nothing was tried');
for (const failure of failures) console.info(`Does not hold: ${failure}.`);
if (failures.length === 0) console.info('\nAll limits hold.');
console.info(JSON.stringify({ ...result, holds: failures.length === 0 }));
process.exitCode = failures.length === 0 ? 0 : 1;
