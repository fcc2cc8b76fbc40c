CREATE TABLE "course_authors" (
	"course_id" uuid NOT NULL,
	"learner_id" uuid NOT NULL,
	"invited_by" uuid,
	"version" bigint DEFAULT -1 NOT NULL,
	"lacked_files" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"apart" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"leased_by" uuid,
	"leased_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_authors_course_id_learner_id_pk" PRIMARY KEY("course_id","learner_id")
);
--> statement-breakpoint
CREATE TABLE "course_invitations" (
	"course_id" uuid NOT NULL,
	"email" text NOT NULL,
	"learner_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_invitations_course_id_email_pk" PRIMARY KEY("course_id","email")
);
--> statement-breakpoint
ALTER TABLE "course_events" DROP CONSTRAINT "course_events_kind_check";--> statement-breakpoint
ALTER TABLE "course_authors" ADD CONSTRAINT "course_authors_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_authors" ADD CONSTRAINT "course_authors_invited_by_learners_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."learners"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_invitations" ADD CONSTRAINT "course_invitations_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_authors_learner" ON "course_authors" USING btree ("learner_id");--> statement-breakpoint
CREATE INDEX "course_authors_invited_by" ON "course_authors" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "course_invitations_learner" ON "course_invitations" USING btree ("learner_id");--> statement-breakpoint
CREATE INDEX "course_invitations_email" ON "course_invitations" USING btree ("email");--> statement-breakpoint
ALTER TABLE "course_events" ADD CONSTRAINT "course_events_kind_check" CHECK ("course_events"."kind" in ('published', 'unpublished', 'rolled-back', 'author-joined', 'author-left'));