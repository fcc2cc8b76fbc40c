CREATE TABLE "past_reviews" (
	"question_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reviews" jsonb NOT NULL,
	"learner_id" uuid NOT NULL,
	"stamps" jsonb NOT NULL,
	"deleted_at" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "past_reviews_learner_id_question_id_pk" PRIMARY KEY("learner_id","question_id")
);
