import { createHash, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  courseText,
  FIRST_LINE_BYTES,
  isWhole,
  readFirstLine,
  readHead,
} from '@hornbook/shared/content/course-file.ts';
import type { CourseManifest } from '@hornbook/shared/content/pack.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnBoth } from '../../testing/test-database.ts';
import { courseSigner } from '../course-signer.ts';
import { compileFiles } from '../folder-courses.ts';
import { publishCourse } from '../publish.ts';
import { miniCourse, miniIds } from '../testing/mini-course.ts';
import { exportCourseFile } from './export-course-file.ts';

describeOnBoth('content:export of a course to pass on', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'hornbook-course-file-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    const { courses, skills } = await compileFiles(new Map([['mini', miniCourse()]]));
    for (const course of courses) await publishCourse(database(), course, skills, new Date());
  });
  const run = async (course: string, into: string) => {
    const said: string[] = [];
    const options = { course, into: join(folder, into), withMedia: true, print: (line: string) => said.push(line) };
    return { code: await exportCourseFile(database(), options), said: said.join() };
  };

  test('writes one file whose every hash and signature holds, and which has all that the course needs', async () => {
    expect(await run('mini', 'mini.hornbook')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Mini, version 1: /),
    });
    const bytes = readFileSync(join(folder, 'mini.hornbook'));
    const line = readFirstLine(bytes.subarray(0, FIRST_LINE_BYTES));
    if (line.kind === 'refused') throw new Error(line.why);
    const headEnd = FIRST_LINE_BYTES + line.headBytes;
    const read = readHead(bytes.subarray(FIRST_LINE_BYTES, headEnd).toString(), line.headBytes, bytes.length);
    if (read.kind === 'refused') throw new Error(read.why);
    for (const { sha256, offset, sizeBytes } of [read.manifest, ...read.files])
      expect(
        createHash('sha256')
          .update(bytes.subarray(offset, offset + sizeBytes))
          .digest('hex'),
      ).toBe(sha256);
    const { offset, sizeBytes } = read.manifest;
    const manifest = JSON.parse(bytes.subarray(offset, offset + sizeBytes).toString()) as CourseManifest;
    expect(manifest.courseId).toBe(miniIds.course);
    expect(isWhole(manifest, read.files)).toBe(true);
    expect(isWhole(manifest, read.files.slice(1))).toBe(false);
    const { signer } = await courseSigner(database());
    const { courseId, number, signature } = read.head;
    const said = Buffer.from(courseText({ courseId, number, version: read.manifest.sha256 }));
    const key = { key: { kty: 'EC', crv: 'P-256', ...signer }, format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', said, key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  test('says which courses there are where there is none of that name, and writes nothing', async () => {
    const { code, said } = await run('maxi', 'maxi.hornbook');
    expect([code, said]).toEqual([1, 'No published course is called maxi. There are: mini.']);
    expect(existsSync(join(folder, 'maxi.hornbook'))).toBe(false);
  });
});
