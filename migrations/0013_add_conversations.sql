CREATE TABLE "threads" (
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"context" text NOT NULL,
	"course_id" uuid,
	"lesson_id" uuid,
	"activity_id" uuid,
	"material_id" uuid,
	"started_at" bigint NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "threads_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"role" text NOT NULL,
	"type" text NOT NULL,
	"content" text NOT NULL,
	"question_id" uuid,
	"passages" jsonb,
	"model" text,
	"sent_at" bigint NOT NULL,
	"answer" jsonb,
	"standing" jsonb,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
