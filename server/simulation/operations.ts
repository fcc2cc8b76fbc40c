import type { Answer } from '@hornbook/shared/collections/answer.ts';
import { attempts } from '@hornbook/shared/collections/attempts.ts';
import { enrollments } from '@hornbook/shared/collections/enrollments.ts';
import { lessonProgress } from '@hornbook/shared/collections/lesson-progress.ts';
import { profile } from '@hornbook/shared/collections/profile.ts';
import { studyDays } from '@hornbook/shared/collections/study-days.ts';
import { undoneAnswer } from '@hornbook/shared/learning/undo-answer.ts';
import type { Engine } from '@hornbook/shared/sync/engine/engine.ts';
import { CrashedError } from '@hornbook/shared/testing/memory-storage.ts';
import { bringReviews } from './bring-reviews.ts';
import { compareDigest } from './compare-digest.ts';
import type { Device } from './device.ts';
import { createDice, type Dice } from './dice.ts';
import { handOver } from './hand-over.ts';
import type { Ledger } from './ledger.ts';
import { isLong, type Operation } from './plan.ts';
import { sendRashly } from './rash.ts';
import type { marks } from './sample-collections.ts';
import type { Service } from './service.ts';
import { finishHere, leave, signIn } from './sharing.ts';
import { attemptId, COURSES, DAYS, LESSONS } from './subjects.ts';
import { StorageTrouble } from './trouble.ts';
import type { World } from './world.ts';
import { writeNote } from './write-notes.ts';

const BURST_ROWS = 280;

/** Does one operation of the plan. What it does depends on the operation alone, whatever else is in the plan. */
export const operate = async (
  world: World,
  service: Service,
  ledger: Ledger,
  devices: Device[],
  operation: Operation,
): Promise<void> => {
  const { n, kind, device: index } = operation;
  const device = devices[index % devices.length] as Device;
  const dice = createDice(world.plan.seed, `operation ${n}`);
  world.trace(`${kind} ${device.name}`);
  if (isLong(world.plan)) device.visit();
  const engine = device.engine();
  switch (kind) {
    case 'crash':
    case 'power-loss':
    case 'close-tab':
    case 'wipe': {
      // Death comes while something is being written, or shortly after.
      if (engine)
        void byLearner(world, ledger, device, engine, dice, { n, kind: dice.pick(['progress', 'profile', 'study']) });
      await world.time.sleep(dice.int(dice.pick([2, 8, 300])));
      if (kind === 'crash') device.crash();
      if (kind === 'power-loss') device.powerLoss();
      if (kind === 'close-tab') return device.closeTab();
      if (kind === 'wipe') device.wipe();
      return world.time.at(dice.int(5_000), device.openTab);
    }
    case 'open-tab':
      return device.openTab();
    case 'away':
      return device.away();
    case 'offline':
      return device.network.setOnline(false);
    case 'online':
      return device.network.setOnline(true);
    case 'clock-jump':
      return device.jumpClock(dice.pick([-3_600_000, -40_000, 40_000, 90_000, 3_600_000, 86_400_000]));
    case 'server-down':
      return service.stop(dice.int(60_000));
    case 'server-clock':
      return service.jumpClock(dice.pick([-120_000, -20_000, 20_000, 120_000]));
    case 'server-killed':
      // Death comes while something is being written, or shortly after.
      if (engine)
        void byLearner(world, ledger, device, engine, dice, { n, kind: dice.pick(['progress', 'profile', 'study']) });
      if (dice.chance(0.5)) return service.doom();
      await world.time.sleep(dice.int(dice.pick([20, 300, 3_000])));
      return service.kill(1_000 + dice.int(20_000));
    case 'database-breaks':
      return service.breakDatabase(dice.int(60_000));
    case 'quota':
      return device.fill(dice.int(dice.pick([2_000, 120_000])));
    case 'storage-breaks':
      return device.breakStorage(dice.int(20_000));
    case 'freeze':
      return device.freeze(dice.int(dice.pick([60_000, 8 * 3_600_000, 30 * 86_400_000])));
    case 'app-update':
      return device.install('present');
    case 'app-back':
      return device.install('old');
    case 'lose-session':
      return device.network.setSession(null);
    case 'other-session':
      return device.network.setSession(dice.pick(world.backend.learnerIds));
    case 'rot':
      // What the service loses afterwards only this device would have held.
      if (!world.plan.operations.some((operation) => operation.kind === 'restore')) await device.rot();
      return;
    case 'pack':
    case 'pack-own':
    case 'carry':
    case 'put-back':
      return await handOver(world, service, ledger, devices, device, dice, kind);
    case 'leave':
      return leave(world, device, dice);
    case 'finish-here':
      return await finishHere(world, device);
    case 'sign-in':
      return await signIn(world, service, devices, index % devices.length, dice);
    case 'rash':
      return sendRashly(world, service, device, dice);
    case 'sign-out':
      return device.network.setBarred(true);
    case 'let-in':
      return device.network.setBarred(false);
    case 'backup':
      return service.backup();
    case 'restore':
      return service.restore();
    case 'rotate':
      return service.rotateHandles();
    case 'upgrade':
      return service.upgrade();
    case 'publish':
      return service.publish();
    case 'job':
      return service.job(device.learnerId, dice.int(1_000));
    case 'erase':
      return service.erase(device.learnerId, dice.int(1_000));
    case 'notice':
      return service.notice(device.learnerId);
    default:
      if (engine) await byLearner(world, ledger, device, engine, dice, operation);
  }
};

/** Writes of a learner; with other things only an open tab can do. */
const byLearner = async (
  world: World,
  ledger: Ledger,
  device: Device,
  engine: Engine,
  dice: Dice,
  operation: Pick<Operation, 'n' | 'kind'>,
): Promise<void> => {
  const { kind } = operation;
  try {
    switch (kind) {
      case 'profile':
        return await editProfile(world, ledger, device, engine, dice);
      case 'long-name':
        await engine.commit((writer) =>
          writer.write(profile, { id: 'me', displayName: `much too long ${dice.int(9)}` }),
        );
        return;
      case 'enroll':
        return await enroll(world, device, engine, dice);
      case 'unenroll': {
        const course = pickOf(world, dice, COURSES);
        await engine.commit(async (writer) => {
          if (await writer.row(enrollments, course)) await writer.remove(enrollments, course);
        });
        return;
      }
      case 'progress':
        return await makeProgress(world, ledger, device, engine, dice);
      case 'study':
        return await study(world, ledger, device, engine, dice);
      case 'attempt':
        return await startAttempt(world, device, engine, dice);
      case 'answer':
        return await answer(device, engine, dice);
      case 'finish':
        return await finish(device, engine, dice);
      case 'mark':
        return await mark(world, device, engine, dice);
      case 'write-note':
      case 'cut-note':
        return await writeNote(ledger, device, engine, dice, operation);
      case 'bring-reviews':
        return await bringReviews(engine, dice);
      case 'burst':
        return await burst(world, ledger, device, engine);
      case 'release':
        await engine.release();
        return;
      case 'digest':
        await compareDigest(world, device, engine);
        return;
      case 'retry-refused':
      case 'discard-refused': {
        const [first] = (await engine.status()).quarantine;
        if (first && kind === 'retry-refused') await engine.retryQuarantined(first.id);
        if (first && kind === 'discard-refused') await engine.discardQuarantined(first.id);
        return;
      }
    }
  } catch (error) {
    // Dead, or the database did not take it: then nothing of it was done, and the learner is told.
    if (!(error instanceof CrashedError || error instanceof StorageTrouble)) throw error;
  }
};

const pickOf = (world: World, dice: Dice, all: readonly string[]): string =>
  dice.pick(all.slice(0, world.plan.subjects));

const editProfile = async (world: World, ledger: Ledger, device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const value = world.serial();
  const inBio = dice.chance(0.5);
  const field = inBio ? 'bio' : 'dailyMinutes';
  const said = inBio ? { bio: `L${device.learner} n${value}` } : { dailyMinutes: value };
  const named = dice.chance(0.2) ? { displayName: `n${dice.int(99)}` } : {};
  const previous = await engine.commit(async (writer) => {
    const before = (await writer.row(profile, 'me'))?.[field];
    await writer.write(profile, { id: 'me', ...said, ...named });
    return before;
  });
  ledger.overwrote(device, `profile/me/${field}`, previous, Object.values(said)[0]);
};

const enroll = async (world: World, device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const known = device.collections().enrollments as typeof enrollments;
  const isOld = !Object.hasOwn(known.fields, 'lastAccessedAt');
  await engine.commit((writer) =>
    writer.write(known, {
      courseId: pickOf(world, dice, COURSES),
      enrolledAt: writer.now,
      status: dice.pick(['active', 'paused', 'completed', 'dropped']),
      ...(isOld ? {} : { lastAccessedAt: writer.now }),
      completedAt: dice.chance(0.3) ? writer.now : null,
    }),
  );
};

/** More rows than one batch holds: two of them may be on their way. [P1] */
const burst = async (world: World, ledger: Ledger, device: Device, engine: Engine): Promise<void> => {
  // Of pages with a row each, nobody would see the end.
  const days = world.plan.pageRows >= 100 ? BURST_ROWS : 5;
  const localDays = Array.from({ length: days }, (_, n) => `2025-${pad(1 + (n % 12))}-${pad(1 + Math.floor(n / 12))}`);
  await engine.commit(async (writer) => {
    for (const localDay of localDays) {
      const before = (await writer.row(studyDays, `${localDay}/none`))?.activeMs[writer.replicaId] ?? 0;
      await writer.write(studyDays, { localDay, course: 'none', activeMs: { [writer.replicaId]: before + 1 } });
    }
  });
  for (const localDay of localDays) ledger.counted(device, `studyDays/${localDay}/none/activeMs`, 1);
};

const pad = (n: number): string => String(n).padStart(2, '0');

const makeProgress = async (
  world: World,
  ledger: Ledger,
  device: Device,
  engine: Engine,
  dice: Dice,
): Promise<void> => {
  const lessonId = pickOf(world, dice, LESSONS);
  const spent = 1 + dice.int(5);
  const lastPosition = world.serial();
  const completed = dice.chance(0.2);
  const previous = await engine.commit(async (writer) => {
    const before = await writer.row(lessonProgress, lessonId);
    await writer.write(lessonProgress, {
      lessonId,
      courseId: COURSES[0] as string,
      status: completed ? 'completed' : 'in_progress',
      startedAt: writer.now,
      completedAt: completed ? writer.now : null,
      timeSpentMs: { [writer.replicaId]: (before?.timeSpentMs[writer.replicaId] ?? 0) + spent },
      lastPosition,
    });
    return before?.lastPosition;
  });
  ledger.overwrote(device, `lessonProgress/${lessonId}/lastPosition`, previous, lastPosition);
  ledger.counted(device, `lessonProgress/${lessonId}/timeSpentMs`, spent);
};

const study = async (world: World, ledger: Ledger, device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const localDay = pickOf(world, dice, DAYS);
  const course = pickOf(world, dice, ['none', ...COURSES]);
  const spent = 1 + dice.int(5);
  await engine.commit(async (writer) => {
    const before = (await writer.row(studyDays, `${localDay}/${course}`))?.activeMs[writer.replicaId] ?? 0;
    await writer.write(studyDays, { localDay, course, activeMs: { [writer.replicaId]: before + spent } });
  });
  ledger.counted(device, `studyDays/${localDay}/${course}/activeMs`, spent);
};

/** Begins an attempt, or puts down one that was answered and completed at once, sometimes with an answer taken back. */
const startAttempt = async (world: World, device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const n = world.serial();
  const isWhole = dice.chance(0.6);
  const questionIds = isWhole ? ['q1', 'q2', 'q3', 'q4'].filter(() => dice.chance(0.6)) : ['q1', 'q2'];
  const id = attemptId(device.learner, n);
  await engine.commit((writer) =>
    writer.write(attempts, {
      id,
      mode: 'review',
      activityId: null,
      courseId: null,
      questionIds,
      seed: String(n),
      replicaId: writer.replicaId,
      replicaSeq: n,
      startedAt: writer.now,
      timeZone: 'Europe/Madrid',
      utcOffsetMinutes: 60,
      status: isWhole ? 'completed' : 'in_progress',
      ...(isWhole && {
        completedAt: writer.now,
        completedDay: dice.pick(DAYS),
        answers: Object.fromEntries(questionIds.map((questionId) => [questionId, givenAnswer(dice)])),
      }),
    }),
  );
  const [last] = questionIds;
  if (!isWhole || !last || !dice.chance(0.2)) return;
  await engine.commit((writer) =>
    writer.change(attempts, id, { answers: { [last]: undoneAnswer(givenAnswer(dice)) } }),
  );
};

const givenAnswer = (dice: Dice): Answer => ({
  courseVersion: 'a'.repeat(64),
  response: { kind: 'true_false', value: dice.chance(0.3) },
  hintsUsed: dice.chance(0.2) ? 1 : 0,
  durationMs: dice.int(5_000),
  answeredAt: 1,
  localDay: dice.pick(['2026-01-01', ...DAYS, '2026-01-04', '2026-02-20']),
});

/** One of the learner's attempts that this device knows of, whoever began it. */
const someAttempt = (device: Device, dice: Dice): string | null => {
  const ids = [...device.storage.content().rows.values()]
    .filter(({ collection, row }) => collection === 'attempts' && row.status === 'in_progress')
    .map(({ key }) => key)
    .sort();
  return ids.length > 0 ? dice.pick(ids) : null;
};

const answer = async (device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const id = someAttempt(device, dice);
  if (!id) return;
  const given = {
    courseVersion: 'a'.repeat(64),
    response: { kind: 'true_false' as const, value: dice.chance(0.5) },
    hintsUsed: dice.int(2),
    durationMs: dice.int(5_000),
    answeredAt: 1,
    localDay: DAYS[0] as string,
  };
  await engine.commit((writer) => writer.change(attempts, id, { answers: { [dice.pick(['q1', 'q2'])]: given } }), {
    hold: true,
  });
};

const finish = async (device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const id = someAttempt(device, dice);
  if (!id) return;
  const status = dice.pick(['completed', 'abandoned'] as const);
  await engine.commit((writer) =>
    writer.change(attempts, id, {
      status,
      completedAt: writer.now,
      completedDay: dice.pick(DAYS),
      durationMs: dice.int(9_000),
    }),
  );
};

const mark = async (world: World, device: Device, engine: Engine, dice: Dice): Promise<void> => {
  const known = device.collections().marks as typeof marks | undefined;
  if (!known) return;
  const id = pickOf(world, dice, ['m0', 'm1']);
  const tag = dice.pick(['a', 'b', 'c', 'd']);
  const seen = dice.chance(0.5);
  const note = Object.hasOwn(known.fields, 'note') ? { note: `n${world.serial()}` } : {};
  await engine.commit(async (writer) => {
    const before = await writer.row(known, id);
    const tags = [...new Set([...(before?.tags ?? []), tag])].sort();
    await writer.write(known, { id, tags, ...note, seen: seen || (before?.seen ?? false) });
  });
};
