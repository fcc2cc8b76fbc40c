CREATE TABLE "profile" (
	"id" text NOT NULL,
	"display_name" text NOT NULL,
	"full_name" text,
	"avatar" text,
	"bio" text,
	"goals" jsonb NOT NULL,
	"preferred_language" text,
	"time_zone" text,
	"daily_minutes" integer NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profile_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "enrollments" (
	"course_id" uuid NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"status" text NOT NULL,
	"last_accessed_at" bigint NOT NULL,
	"completed_at" bigint,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrollments_learner_id_course_id_pk" PRIMARY KEY("learner_id","course_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_progress" (
	"lesson_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"status" text NOT NULL,
	"started_at" bigint NOT NULL,
	"completed_at" bigint,
	"completed_day" text,
	"time_spent_ms" jsonb NOT NULL,
	"last_position" integer NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lesson_progress_learner_id_lesson_id_pk" PRIMARY KEY("learner_id","lesson_id")
);
--> statement-breakpoint
CREATE TABLE "study_days" (
	"local_day" text NOT NULL,
	"course" text NOT NULL,
	"active_ms" jsonb NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "study_days_learner_id_local_day_course_pk" PRIMARY KEY("learner_id","local_day","course")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid NOT NULL,
	"mode" text NOT NULL,
	"activity_id" uuid,
	"course_id" uuid,
	"question_ids" jsonb NOT NULL,
	"seed" text NOT NULL,
	"replica_id" text NOT NULL,
	"replica_seq" integer NOT NULL,
	"started_at" bigint NOT NULL,
	"time_zone" text NOT NULL,
	"utc_offset_minutes" integer NOT NULL,
	"time_limit_ms" integer,
	"status" text NOT NULL,
	"completed_at" bigint,
	"completed_day" text,
	"duration_ms" integer NOT NULL,
	"answers" jsonb NOT NULL,
	"earned_points" integer,
	"possible_points" integer,
	"grading" jsonb,
	"effective_at" bigint,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attempts_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"learner_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"key" text NOT NULL,
	"version" bigint NOT NULL,
	"row" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changes_learner_id_collection_key_pk" PRIMARY KEY("learner_id","collection","key"),
	CONSTRAINT "changes_version" UNIQUE("learner_id","version")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "dirty_learners" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hornbook_meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learner_clocks" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"epoch" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "learners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text,
	"gone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replicas" (
	"learner_id" uuid NOT NULL,
	"replica_id" text NOT NULL,
	"max_rev" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "replicas_learner_id_replica_id_pk" PRIMARY KEY("learner_id","replica_id")
);
--> statement-breakpoint
CREATE TABLE "skill_states" (
	"learner_id" uuid NOT NULL,
	"skill_id" text NOT NULL,
	"state" jsonb NOT NULL,
	"due_at" bigint,
	"fold_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "skill_states_learner_id_skill_id_pk" PRIMARY KEY("learner_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dirty_learners" ADD CONSTRAINT "dirty_learners_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "learner_clocks" ADD CONSTRAINT "learner_clocks_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replicas" ADD CONSTRAINT "replicas_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_states" ADD CONSTRAINT "skill_states_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;