import type { Enrollment } from '@hornbook/shared/collections/enrollments.ts';
import { connect } from '../connections.ts';
import { wantDownload } from '../downloads/reasons.ts';
import { isLowData, readSettings } from '../downloads/settings.ts';
import { localWrite, type NotStored } from '../local-write.ts';
import type { Stored } from './set-profile.ts';

/** Takes a course and asks for it to be brought to this device, so that it can go on without a connection. */
export const enrol = async (courseId: string): Promise<Stored | NotStored> => {
  const connections = await connect();
  const outcome = await localWrite(connections, async ({ at, put }): Promise<Stored> => {
    await put('enrollments', { courseId, enrolledAt: at, status: 'active', lastAccessedAt: at });
    return { kind: 'stored' };
  });
  if (outcome.kind === 'stored') {
    // Sound and videos are large, and a lesson can be done without them: they come when they are asked for.
    const withAssets = !isLowData(await readSettings(connections));
    await wantDownload(connections, { courseId, scope: 'course', origin: 'enrolled', withAssets });
  }
  return outcome;
};

export const setEnrollmentStatus = async (
  courseId: string,
  status: Enrollment['status'],
): Promise<Stored | NotStored> =>
  localWrite(await connect(), async ({ at, put }) => {
    await put('enrollments', { courseId, enrolledAt: at, status, lastAccessedAt: at });
    return { kind: 'stored' };
  });
