CREATE TABLE "ai_interactions" (
	"learner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"model" text NOT NULL,
	"input" jsonb NOT NULL,
	"output" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'asking' NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"next_try_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_interactions_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
ALTER TABLE "ai_interactions" ADD CONSTRAINT "ai_interactions_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_interactions_of" ON "ai_interactions" USING btree ("learner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "ai_interactions_day" ON "ai_interactions" USING btree ("created_at");