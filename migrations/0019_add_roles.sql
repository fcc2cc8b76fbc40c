ALTER TABLE "profile" ADD COLUMN "is_author" boolean;--> statement-breakpoint
ALTER TABLE "profile" ADD COLUMN "is_operator" boolean;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "is_author" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "is_operator" boolean DEFAULT false NOT NULL;