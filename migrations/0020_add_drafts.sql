CREATE TABLE "course_drafts" (
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"course_id" uuid NOT NULL,
	"added_at" bigint NOT NULL,
	"parent_id" uuid,
	"place" text NOT NULL,
	"title" text NOT NULL,
	"text" jsonb NOT NULL,
	"details" jsonb NOT NULL,
	"blob_hash" text,
	"published_version" text,
	"published_at" bigint,
	"unpublished_at" bigint,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_drafts_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "course_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" text NOT NULL,
	"user_id" uuid,
	"device_name" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_events_kind_check" CHECK ("course_events"."kind" in ('published', 'unpublished', 'rolled-back'))
);
--> statement-breakpoint
ALTER TABLE "course_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "course_events" ADD CONSTRAINT "course_events_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_events" ADD CONSTRAINT "course_events_version_course_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."course_versions"("version") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_events" ADD CONSTRAINT "course_events_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_events_course_id_created_at_index" ON "course_events" USING btree ("course_id","created_at");--> statement-breakpoint
CREATE INDEX "course_events_version_index" ON "course_events" USING btree ("version");--> statement-breakpoint
CREATE INDEX "course_events_user_id_index" ON "course_events" USING btree ("user_id");