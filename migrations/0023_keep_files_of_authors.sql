CREATE TABLE "borrowed_files" (
	"course_id" uuid NOT NULL,
	"learner_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "borrowed_files_course_id_learner_id_draft_id_sha256_pk" PRIMARY KEY("course_id","learner_id","draft_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "learner_blobs" ADD COLUMN "is_given" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "course_authors" ADD COLUMN "began" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "course_authors" ADD COLUMN "no_room_files" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "borrowed_files" ADD CONSTRAINT "borrowed_files_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "borrowed_files_learner" ON "borrowed_files" USING btree ("learner_id");--> statement-breakpoint
-- Whom nobody asked began it; what was apart was kept without a reason, and is looked at anew.
UPDATE "course_authors" SET "began" = "invited_by" IS NULL, "apart" = '[]', "version" = -1;
