CREATE TABLE "pairings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"learner_id" uuid NOT NULL,
	"made_by" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"asked_by" uuid,
	"asked_name" text,
	"asked_key" jsonb,
	"answer" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pairings_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
ALTER TABLE "pairings" ADD CONSTRAINT "pairings_learner_id_made_by_devices_learner_id_id_fk" FOREIGN KEY ("learner_id","made_by") REFERENCES "public"."devices"("learner_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pairings_device" ON "pairings" USING btree ("learner_id","made_by");--> statement-breakpoint
CREATE INDEX "pairings_expiry" ON "pairings" USING btree ("expires_at");