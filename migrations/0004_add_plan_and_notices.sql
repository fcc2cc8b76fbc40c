CREATE TABLE "plan_entries" (
	"local_day" text NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"minutes" integer NOT NULL,
	"started_at" bigint,
	"state" text NOT NULL,
	"moved_to" text,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_entries_learner_id_local_day_kind_target_pk" PRIMARY KEY("learner_id","local_day","kind","target")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text NOT NULL,
	"read_at" bigint,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "learner_settings" (
	"id" text NOT NULL,
	"streak_off" boolean NOT NULL,
	"streak_kind" text NOT NULL,
	"weekly_goal" integer,
	"achievements_off" boolean NOT NULL,
	"notices_off" boolean NOT NULL,
	"badge_off" boolean NOT NULL,
	"reminder_on" boolean NOT NULL,
	"reminder_minute" integer,
	"reminder_zone" text,
	"quiet_from" integer,
	"quiet_to" integer,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "learner_settings_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"course_id" uuid,
	"stars" text NOT NULL,
	"type" text NOT NULL,
	"text" text NOT NULL,
	"given_at" bigint NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedback_learner_id_target_kind_target_id_pk" PRIMARY KEY("learner_id","target_kind","target_id")
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"learner_id" uuid NOT NULL,
	"id" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_subscriptions_learner_id_id_pk" PRIMARY KEY("learner_id","id")
);
--> statement-breakpoint
CREATE TABLE "sent_reminders" (
	"learner_id" uuid NOT NULL,
	"local_day" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sent_reminders_learner_id_local_day_pk" PRIMARY KEY("learner_id","local_day")
);
--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_reminders" ADD CONSTRAINT "sent_reminders_learner_id_learners_id_fk" FOREIGN KEY ("learner_id") REFERENCES "public"."learners"("id") ON DELETE cascade ON UPDATE no action;