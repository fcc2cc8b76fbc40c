import { resolve } from 'node:path';
import { z } from 'zod';
import type { S3Settings } from './blobs/s3-store.ts';

/** A setting that cannot be used. Says which, why, and what to do; shown without a stack trace. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(least, `is less than ${least}`)
    .max(most, `is more than ${most}`);
const flag = z.enum(['0', '1'], 'is neither 0 nor 1').transform((text) => text === '1');
const httpUrl = z.url({ protocol: /^https?$/, error: 'is not an http or https address' });

/** Every setting there is; the README's table is held against it. */
export const settings = {
  PORT: { schema: whole(0, 65_535).default(3000), hint: 'a port to listen on, such as 3000 (0: any free one)' },
  HORNBOOK_DATA: {
    schema: z.string().default('.data'),
    hint: 'a folder for the embedded database and backups; it is made if missing',
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' }).optional(),
    hint: 'postgres://user:password@host:5432/database; leave it out to use the embedded database',
  },
  DATABASE_POOL_SIZE: { schema: whole(2, 200).default(10), hint: 'how many connections to Postgres, such as 10' },
  DATABASE_TIMEOUT_MS: {
    schema: whole(1000, 600_000).default(30_000),
    hint: 'milliseconds to wait for a connection or a statement, such as 30000',
  },
  ELECTRIC_URL: {
    schema: httpUrl.optional(),
    hint: 'the address of an Electric service, such as http://electric:3000; leave it out to serve the feed from here',
  },
  ELECTRIC_SECRET: { schema: z.string().min(1, 'is empty').optional(), hint: "the Electric service's own secret" },
  PUBLIC_URL: {
    schema: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
    hint: 'the address learners open, such as https://learn.example.org; needed behind a proxy that ends TLS',
  },
  TRUST_PROXY: {
    schema: flag.default(false),
    hint: '1 only behind a proxy that sets X-Forwarded-For itself; else anyone can claim any address',
  },
  METRICS_TOKEN: {
    schema: z.string().min(16, 'is shorter than 16 characters').optional(),
    hint: 'at least 16 characters, asked of whoever reads /metrics; leave it out to switch /metrics off',
  },
  BLOB_QUOTA_MB: {
    schema: whole(1, 1_000_000).default(500),
    hint: 'how many megabytes of files one learner may keep, such as 500',
  },
  S3_ENDPOINT: {
    schema: httpUrl.optional(),
    hint: 'the address of storage that speaks S3, such as http://minio:9000; leave it out to keep files in HORNBOOK_DATA',
  },
  S3_BUCKET: {
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is not the name of a bucket')
      .optional(),
    hint: 'a bucket that is there already, such as hornbook',
  },
  S3_ACCESS_KEY_ID: { schema: z.string().min(1, 'is empty').optional(), hint: "the storage's access key" },
  S3_SECRET_ACCESS_KEY: { schema: z.string().min(1, 'is empty').optional(), hint: "the storage's secret key" },
  S3_REGION: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]+$/, 'is not the name of a region')
      .default('us-east-1'),
    hint: 'the region requests are signed for, such as us-east-1',
  },
  S3_PATH_STYLE: {
    schema: z.enum(['0', '1'], 'is neither 0 nor 1').default('1'),
    hint: '1 for addresses like http://host/bucket, as MinIO has them; 0 for http://bucket.host',
  },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/, error: 'is not an smtp or smtps address' }).optional(),
    hint: 'smtp://user:password@host:587 or smtps://…; leave it out and the app offers no step that needs e-mail',
  },
  MAIL_FROM: {
    schema: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]*$/, 'is not an address')
      .default('Hornbook <hornbook@localhost>'),
    hint: 'whom letters are from, such as Hornbook <learn@example.org>',
  },
  TUTOR_URL: {
    schema: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
    hint: 'the address of an OpenAI-compatible service up to its version, such as http://localhost:11434/v1; leave it out for no tutor',
  },
  TUTOR_MODEL: {
    schema: z.string().min(1, 'is empty').optional(),
    hint: 'the name of the model there, such as llama3.1',
  },
  TUTOR_KEY: {
    schema: z.string().min(1, 'is empty').optional(),
    hint: "that service's secret key, if it asks for one",
  },
  TUTOR_QUESTIONS_A_DAY: {
    schema: whole(1, 10_000).default(50),
    hint: 'how many questions a learner may ask in 24 hours, such as 50',
  },
  TUTOR_TOKENS_A_DAY: {
    schema: whole(1000, 2_000_000_000).default(2_000_000),
    hint: 'how many tokens all learners together may use in 24 hours, such as 2000000',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'info', 'debug', 'silent'], 'is not a level').default('info'),
    hint: 'one of fatal, error, info, debug, silent',
  },
} as const;

type Settings = typeof settings;
type Parsed = { [Name in keyof Settings]: z.output<Settings[Name]['schema']> };

/** Where the tutor's model is, and how much of it may be used. */
export interface TutorSettings {
  url: string;
  model: string;
  key: string | undefined;
  questionsADay: number;
  tokensADay: number;
}

/** The settings of one process, parsed once. */
export interface Env {
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  databasePoolSize: number;
  databaseTimeoutMs: number;
  electricUrl: string | undefined;
  electricSecret: string | undefined;
  publicUrl: string | undefined;
  trustProxy: boolean;
  metricsToken: string | undefined;
  blobQuotaBytes: number;
  /** Null where files are kept in the data folder. */
  s3: S3Settings | null;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Null: there is no tutor here but the learner's own passages. */
  tutor: TutorSettings | null;
  logLevel: Parsed['LOG_LEVEL'];
}

/** Reads the settings, or throws one SettingsError naming every wrong one. An empty value counts as not given. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const wrong: string[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [name, { schema, hint }] of Object.entries(settings)) {
    const given = source[name]?.trim() || undefined;
    const result = schema.safeParse(given);
    if (result.success) parsed[name] = result.data;
    else wrong.push(`${name} ${result.error.issues[0]?.message ?? 'is wrong'}. Give ${hint}.`);
  }
  if (source.ELECTRIC_SECRET && !source.ELECTRIC_URL)
    wrong.push('ELECTRIC_SECRET is given without ELECTRIC_URL. Give both, or neither.');
  if (source.ELECTRIC_URL && !source.DATABASE_URL)
    wrong.push('ELECTRIC_URL is given without DATABASE_URL. Electric reads a Postgres server; give its address too.');
  const missing = S3_NEEDS.filter((name) => !source[name]?.trim());
  if (missing.length > 0 && missing.length < S3_NEEDS.length)
    wrong.push(`${missing.join(', ')} missing. Storage by S3 needs all of ${S3_NEEDS.join(', ')}, or none of them.`);
  if (Boolean(source.TUTOR_URL) !== Boolean(source.TUTOR_MODEL))
    wrong.push('Of TUTOR_URL and TUTOR_MODEL only one is given. Give both, or neither.');
  if (source.TUTOR_KEY && !source.TUTOR_URL) wrong.push('TUTOR_KEY is given without TUTOR_URL. Give both, or neither.');
  if (wrong.length > 0)
    throw new SettingsError(`Settings that cannot be used:\n${wrong.map((line) => `  ${line}`).join('\n')}`);

  const s = parsed as Parsed;
  return {
    port: s.PORT,
    dataDir: resolve(s.HORNBOOK_DATA),
    databaseUrl: s.DATABASE_URL,
    databasePoolSize: s.DATABASE_POOL_SIZE,
    databaseTimeoutMs: s.DATABASE_TIMEOUT_MS,
    electricUrl: s.ELECTRIC_URL,
    electricSecret: s.ELECTRIC_SECRET,
    publicUrl: s.PUBLIC_URL,
    trustProxy: s.TRUST_PROXY,
    metricsToken: s.METRICS_TOKEN,
    blobQuotaBytes: s.BLOB_QUOTA_MB * 1024 * 1024,
    s3: s3Of(s),
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    tutor:
      s.TUTOR_URL && s.TUTOR_MODEL
        ? {
            url: s.TUTOR_URL,
            model: s.TUTOR_MODEL,
            key: s.TUTOR_KEY,
            questionsADay: s.TUTOR_QUESTIONS_A_DAY,
            tokensADay: s.TUTOR_TOKENS_A_DAY,
          }
        : null,
    logLevel: s.LOG_LEVEL,
  };
}

const S3_NEEDS = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const s3Of = (s: Parsed): S3Settings | null => {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } = s;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = s;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, bucket, accessKeyId, secretAccessKey, region: s.S3_REGION, pathStyle: s.S3_PATH_STYLE === '1' };
};
