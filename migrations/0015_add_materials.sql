CREATE TABLE "subjects" (
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"added_at" bigint NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subjects_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "materials" (
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"added_at" bigint NOT NULL,
	"subject_id" uuid NOT NULL,
	"title" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"text" jsonb NOT NULL,
	"blob_hash" text,
	"size_bytes" bigint,
	"media_type" text,
	"file_name" text,
	"url" text,
	"snapshot_hash" text,
	"snapshot_state" text,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "materials_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
