/** An Open Badges 3.0 credential, as far as ours have it. */
export interface BadgeCredential {
  '@context': string[];
  id: string;
  type: string[];
  issuer: IssuerProfile;
  validFrom: string;
  name: string;
  credentialSubject: {
    id: string;
    type: ['AchievementSubject'];
    identifier?: { type: 'IdentityObject'; hashed: false; identityType: 'name'; identityHash: string }[];
    achievement: {
      id: string;
      type: ['Achievement'];
      achievementType: 'Course';
      name: string;
      description: string;
      inLanguage: string;
      criteria: { narrative: string };
    };
  };
  credentialSchema: { id: string; type: string }[];
}

export interface IssuerProfile {
  id: string;
  type: ['Profile'];
  name: string;
  url: string;
}

/** Who awards: this installation, by its address. */
export const issuerOf = (address: string): IssuerProfile => ({
  id: `${address}/badges/issuer`,
  type: ['Profile'],
  name: `Hornbook, ${new URL(address).host}`,
  url: address,
});

export interface Finished {
  /** The same for the same learner and course. */
  badgeId: string;
  /** Stands for the learner, and can't be traced back to an id by which they are known here. */
  subjectId: string;
  /** As the learner calls themself; empty for nobody's name. */
  learnerName: string;
  courseId: string;
  title: string;
  description: string;
  language: string;
  lessonCount: number;
  finishedAt: number;
}

export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
];

export const credentialOf = (address: string, finished: Finished): BadgeCredential => ({
  '@context': CONTEXTS,
  id: `urn:uuid:${finished.badgeId}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: issuerOf(address),
  validFrom: new Date(finished.finishedAt).toISOString(),
  name: finished.title,
  credentialSubject: {
    id: `urn:uuid:${finished.subjectId}`,
    type: ['AchievementSubject'],
    ...(finished.learnerName && {
      identifier: [{ type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: finished.learnerName }],
    }),
    achievement: {
      id: `urn:uuid:${finished.courseId}`,
      type: ['Achievement'],
      achievementType: 'Course',
      name: finished.title,
      description: finished.description || finished.title,
      inLanguage: finished.language,
      criteria: { narrative: `Completed all ${finished.lessonCount} lessons of the course “${finished.title}”.` },
    },
  },
  credentialSchema: [
    {
      id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
      type: '1EdTechJsonSchemaValidator2019',
    },
  ],
});
