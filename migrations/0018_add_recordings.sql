CREATE TABLE "recordings" (
	"id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"course_id" uuid,
	"attempt_id" uuid,
	"recorded_at" bigint NOT NULL,
	"take" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"blob_hash" text,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recordings_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
ALTER TABLE "learner_settings" ADD COLUMN "send_recordings" boolean;