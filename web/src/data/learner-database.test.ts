import { collections } from '@hornbook/shared/collections/index.ts';
import { describe, expect, test } from 'vitest';
import { CATALOGUE_SCHEMA_VERSION, catalogueStores } from './catalogue-database.ts';
import { learnerStores, ownStores, SCHEMA_VERSION } from './learner-database.ts';

describe('the stores on a device', () => {
  test('have names of their own: a collection and a store of the device’s are never one', () => {
    expect(Object.keys(collections).filter((name) => name in ownStores)).toEqual([]);
  });

  test('are those of the schema version: whoever changes one raises the version and this snapshot together', () => {
    expect({ version: SCHEMA_VERSION, stores: learnerStores() }).toMatchInlineSnapshot(`
      {
        "stores": {
          "activityScores": "activityId",
          "asides": "materialId",
          "attempts": "_key,_pass,activityId,courseId,status,completedDay,[replicaId+replicaSeq]",
          "blobs": "sha256,upload,download",
          "cards": "questionId,kind,dueDay,keptDay",
          "courseDrafts": "_key,_pass,courseId,kind",
          "dayScores": "localDay",
          "drafts": "attemptId",
          "enrollments": "_key,_pass",
          "feedback": "_key,_pass",
          "foldVersions": "fold",
          "foldedAttempts": "attemptId,activityId,*skillIds,*questionIds,lacks,tally.localDay",
          "learnerSettings": "_key,_pass",
          "lessonProgress": "_key,_pass,courseId,status,completedDay",
          "materials": "_key,_pass,subjectId,snapshotHash",
          "messages": "_key,_pass,threadId,questionId",
          "monthTotals": "month",
          "noteVersions": "++id,[materialId+at],at",
          "notifications": "_key,_pass",
          "outbox": "[collection+key],[_behind+_rank+rev]",
          "paces": "kind",
          "pastReviews": "_key,_pass",
          "planEntries": "_key,_pass,localDay,movedTo",
          "profile": "_key,_pass",
          "quarantine": "id",
          "receipts": "++id",
          "receptions": "courseId",
          "recordings": "_key,_pass,questionId,sha256",
          "searchIndex": "id",
          "skillStates": "skillId",
          "staleActivities": "activityId",
          "staleAttempts": "attemptId",
          "staleCards": "questionId",
          "staleDays": "localDay",
          "staleMonths": "month",
          "stalePast": "questionId",
          "staleSkills": "skillId",
          "staleTogether": "++id",
          "studyDays": "_key,_pass,localDay",
          "subjects": "_key,_pass",
          "submissions": "_key,_pass,questionId,attemptId",
          "syncState": "id",
          "threads": "_key,_pass,lessonId,activityId,materialId",
        },
        "version": 17,
      }
    `);
    expect({ version: CATALOGUE_SCHEMA_VERSION, stores: catalogueStores }).toMatchInlineSnapshot(`
      {
        "stores": {
          "assets": "sha256",
          "catalogue": "id",
          "manifests": "version,courseId",
          "partials": "sha256",
          "parts": "sha256",
          "pieces": "[sha256+offset]",
          "pins": "attemptId",
          "questionFacts": "id,activityId",
          "reasons": "id,courseId,status",
          "settings": "id",
          "traffic": "day",
        },
        "version": 3,
      }
    `);
  });
});
