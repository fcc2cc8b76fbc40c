CREATE TABLE "achievements" (
	"learner_id" uuid NOT NULL,
	"achievement_id" text NOT NULL,
	"earned_day" text NOT NULL,
	"points" integer NOT NULL,
	"fold_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "achievements_learner_id_achievement_id_pk" PRIMARY KEY("learner_id","achievement_id")
);
--> statement-breakpoint
CREATE TABLE "day_scores" (
	"learner_id" uuid NOT NULL,
	"local_day" text NOT NULL,
	"state" jsonb NOT NULL,
	"fold_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "day_scores_learner_id_local_day_pk" PRIMARY KEY("learner_id","local_day")
);
--> statement-breakpoint
CREATE TABLE "streaks" (
	"learner_id" uuid PRIMARY KEY NOT NULL,
	"current" integer NOT NULL,
	"longest" integer NOT NULL,
	"last_active_day" text,
	"state" jsonb NOT NULL,
	"fold_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_scores" ADD CONSTRAINT "day_scores_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streaks" ADD CONSTRAINT "streaks_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;