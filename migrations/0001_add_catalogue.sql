CREATE TABLE "activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lesson_id" uuid,
	"unit_id" uuid,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"instructions" text DEFAULT '' NOT NULL,
	"difficulty" text NOT NULL,
	"time_limit_ms" integer,
	"graded_on" text DEFAULT 'device' NOT NULL,
	"shuffle" boolean DEFAULT true NOT NULL,
	"published_at" timestamp with time zone,
	"unpublished_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activities_kind_check" CHECK ("activities"."kind" in ('practice', 'quiz', 'test', 'challenge')),
	CONSTRAINT "activities_difficulty_check" CHECK ("activities"."difficulty" in ('beginner', 'intermediate', 'advanced')),
	CONSTRAINT "activities_graded_on_check" CHECK ("activities"."graded_on" in ('device', 'server')),
	CONSTRAINT "activities_place_check" CHECK (num_nonnulls("activities"."lesson_id", "activities"."unit_id") = 1),
	CONSTRAINT "activities_server_graded_check" CHECK ("activities"."graded_on" = 'device' or "activities"."kind" = 'test'),
	CONSTRAINT "activities_time_limit_check" CHECK ("activities"."time_limit_ms" is null or ("activities"."time_limit_ms" > 0 and "activities"."kind" in ('test', 'challenge'))),
	CONSTRAINT "activities_unpublished_check" CHECK ("activities"."unpublished_at" is null or "activities"."published_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "assets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"unit_id" uuid,
	"lesson_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"alt" text,
	"language" text,
	"position" integer DEFAULT 0 NOT NULL,
	"media_type" text NOT NULL,
	"object_key" text,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	"metadata" jsonb,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assets_name_unique" UNIQUE("course_id","name"),
	CONSTRAINT "assets_object_key_unique" UNIQUE("object_key"),
	CONSTRAINT "assets_kind_check" CHECK ("assets"."kind" in ('image', 'video', 'audio', 'subtitle', 'metadata', 'document')),
	CONSTRAINT "assets_sha256_check" CHECK ("assets"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "assets_size_bytes_check" CHECK ("assets"."size_bytes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "assets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "course_answer_keys" (
	"version" text PRIMARY KEY NOT NULL,
	"answer_key" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "course_answer_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "course_version_blobs" (
	"version" text NOT NULL,
	"sha256" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_version_blobs_version_sha256_pk" PRIMARY KEY("version","sha256")
);
--> statement-breakpoint
ALTER TABLE "course_version_blobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "course_versions" (
	"version" text PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"entry" jsonb NOT NULL,
	"published_by_user_id" text,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "course_versions_number_unique" UNIQUE("course_id","number")
);
--> statement-breakpoint
ALTER TABLE "course_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"short_description" text NOT NULL,
	"description" text NOT NULL,
	"goal" text NOT NULL,
	"language" text NOT NULL,
	"difficulty" text NOT NULL,
	"estimated_hours" numeric(5, 1) NOT NULL,
	"duration" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"thumbnail_asset_id" uuid,
	"author_name" text NOT NULL,
	"author_user_id" text,
	"source" text NOT NULL,
	"source_sha256" text,
	"copied_from_course_id" uuid,
	"current_version" text,
	"published_at" timestamp with time zone,
	"unpublished_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "courses_slug_unique" UNIQUE("slug"),
	CONSTRAINT "courses_difficulty_check" CHECK ("courses"."difficulty" in ('beginner', 'intermediate', 'advanced')),
	CONSTRAINT "courses_source_check" CHECK ("courses"."source" in ('folder', 'app')),
	CONSTRAINT "courses_estimated_hours_check" CHECK ("courses"."estimated_hours" > 0),
	CONSTRAINT "courses_current_version_check" CHECK ("courses"."published_at" is null or "courses"."current_version" is not null),
	CONSTRAINT "courses_unpublished_check" CHECK ("courses"."unpublished_at" is null or "courses"."published_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "courses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lesson_skills" (
	"lesson_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lesson_skills_lesson_id_skill_id_pk" PRIMARY KEY("lesson_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "lesson_skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lessons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"difficulty" text NOT NULL,
	"estimated_minutes" integer NOT NULL,
	"content" text NOT NULL,
	"key_points" text[] NOT NULL,
	"explanation" text,
	"code_example" jsonb,
	"published_at" timestamp with time zone,
	"unpublished_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lessons_difficulty_check" CHECK ("lessons"."difficulty" in ('beginner', 'intermediate', 'advanced')),
	CONSTRAINT "lessons_estimated_minutes_check" CHECK ("lessons"."estimated_minutes" > 0),
	CONSTRAINT "lessons_unpublished_check" CHECK ("lessons"."unpublished_at" is null or "lessons"."published_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "lessons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pack_blobs" (
	"sha256" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"gzip" "bytea",
	"brotli" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pack_blobs_sha256_check" CHECK ("pack_blobs"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "pack_blobs_size_bytes_check" CHECK (octet_length("pack_blobs"."bytes") = "pack_blobs"."size_bytes")
);
--> statement-breakpoint
ALTER TABLE "pack_blobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "question_skills" (
	"question_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_skills_question_id_skill_id_pk" PRIMARY KEY("question_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "question_skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"prompt" text NOT NULL,
	"difficulty" text NOT NULL,
	"points" integer DEFAULT 1 NOT NULL,
	"hints" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"explanation" text NOT NULL,
	"options" jsonb,
	"answer" jsonb NOT NULL,
	"feedback" jsonb,
	"scoring" text,
	"unit" text,
	"starter_code" jsonb,
	"languages" text[],
	"test_cases" jsonb,
	"expected_output" text,
	"run_limit_ms" integer,
	"reference_asset_id" uuid,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questions_kind_check" CHECK ("questions"."kind" in ('multiple_choice', 'true_false', 'multiple_response', 'numeric', 'short_text', 'ordering', 'matching', 'cloze', 'code', 'speak')),
	CONSTRAINT "questions_difficulty_check" CHECK ("questions"."difficulty" in ('beginner', 'intermediate', 'advanced')),
	CONSTRAINT "questions_scoring_check" CHECK ("questions"."scoring" in ('partial', 'all')),
	CONSTRAINT "questions_points_check" CHECK ("questions"."points" > 0)
);
--> statement-breakpoint
ALTER TABLE "questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"subject_area" text NOT NULL,
	"description" text NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "skills_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unit_skills" (
	"unit_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_skills_unit_id_skill_id_pk" PRIMARY KEY("unit_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "unit_skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "units" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"difficulty" text NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "units_kind_check" CHECK ("units"."kind" in ('module', 'story')),
	CONSTRAINT "units_difficulty_check" CHECK ("units"."difficulty" in ('beginner', 'intermediate', 'advanced'))
);
--> statement-breakpoint
ALTER TABLE "units" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_answer_keys" ADD CONSTRAINT "course_answer_keys_version_course_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."course_versions"("version") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version_blobs" ADD CONSTRAINT "course_version_blobs_version_course_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."course_versions"("version") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_version_blobs" ADD CONSTRAINT "course_version_blobs_sha256_pack_blobs_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."pack_blobs"("sha256") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_version_pack_blobs_sha256_fk" FOREIGN KEY ("version") REFERENCES "public"."pack_blobs"("sha256") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_versions" ADD CONSTRAINT "course_versions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_thumbnail_asset_id_assets_id_fk" FOREIGN KEY ("thumbnail_asset_id") REFERENCES "public"."assets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_copied_from_course_id_courses_id_fk" FOREIGN KEY ("copied_from_course_id") REFERENCES "public"."courses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_current_version_course_versions_version_fk" FOREIGN KEY ("current_version") REFERENCES "public"."course_versions"("version") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_skills" ADD CONSTRAINT "lesson_skills_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_skills" ADD CONSTRAINT "lesson_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_skills" ADD CONSTRAINT "question_skills_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_skills" ADD CONSTRAINT "question_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_reference_asset_id_assets_id_fk" FOREIGN KEY ("reference_asset_id") REFERENCES "public"."assets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_skills" ADD CONSTRAINT "unit_skills_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_skills" ADD CONSTRAINT "unit_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_lesson_id_position_index" ON "activities" USING btree ("lesson_id","position");--> statement-breakpoint
CREATE INDEX "activities_unit_id_position_index" ON "activities" USING btree ("unit_id","position");--> statement-breakpoint
CREATE INDEX "activities_kind_index" ON "activities" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "assets_unit_id_index" ON "assets" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "assets_lesson_id_index" ON "assets" USING btree ("lesson_id");--> statement-breakpoint
CREATE INDEX "assets_sha256_index" ON "assets" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "course_version_blobs_sha256_index" ON "course_version_blobs" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "courses_thumbnail_asset_id_index" ON "courses" USING btree ("thumbnail_asset_id");--> statement-breakpoint
CREATE INDEX "courses_copied_from_course_id_index" ON "courses" USING btree ("copied_from_course_id");--> statement-breakpoint
CREATE INDEX "courses_current_version_index" ON "courses" USING btree ("current_version");--> statement-breakpoint
CREATE INDEX "courses_author_user_id_index" ON "courses" USING btree ("author_user_id");--> statement-breakpoint
CREATE INDEX "courses_catalogue_index" ON "courses" USING btree ("title") WHERE published_at is not null and unpublished_at is null;--> statement-breakpoint
CREATE INDEX "lesson_skills_skill_id_index" ON "lesson_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "lessons_unit_id_position_index" ON "lessons" USING btree ("unit_id","position");--> statement-breakpoint
CREATE INDEX "lessons_difficulty_index" ON "lessons" USING btree ("difficulty");--> statement-breakpoint
CREATE INDEX "question_skills_skill_id_index" ON "question_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "questions_activity_id_position_index" ON "questions" USING btree ("activity_id","position");--> statement-breakpoint
CREATE INDEX "questions_kind_index" ON "questions" USING btree ("kind");--> statement-breakpoint
CREATE INDEX "questions_reference_asset_id_index" ON "questions" USING btree ("reference_asset_id");--> statement-breakpoint
CREATE INDEX "skills_course_id_position_index" ON "skills" USING btree ("course_id","position");--> statement-breakpoint
CREATE INDEX "skills_subject_area_index" ON "skills" USING btree ("subject_area");--> statement-breakpoint
CREATE INDEX "unit_skills_skill_id_index" ON "unit_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "units_course_id_position_index" ON "units" USING btree ("course_id","position");--> statement-breakpoint
CREATE POLICY "published" ON "activities" AS PERMISSIVE FOR SELECT TO public USING ("activities"."published_at" is not null and "activities"."unpublished_at" is null and (exists (select from units u join courses c on c.id = u.course_id where u.id = "activities"."unit_id" and c.published_at is not null and c.unpublished_at is null)
        or exists (select from lessons l where l.id = "activities"."lesson_id")));--> statement-breakpoint
CREATE POLICY "published" ON "assets" AS PERMISSIVE FOR SELECT TO public USING (exists (select from courses c where c.id = "assets"."course_id" and c.published_at is not null and c.unpublished_at is null));--> statement-breakpoint
CREATE POLICY "published" ON "course_versions" AS PERMISSIVE FOR SELECT TO public USING (exists (select from courses c where c.id = "course_versions"."course_id" and c.published_at is not null and c.unpublished_at is null));--> statement-breakpoint
CREATE POLICY "published" ON "courses" AS PERMISSIVE FOR SELECT TO public USING ("courses"."published_at" is not null and "courses"."unpublished_at" is null);--> statement-breakpoint
CREATE POLICY "published" ON "lesson_skills" AS PERMISSIVE FOR SELECT TO public USING (exists (select from lessons l where l.id = "lesson_skills"."lesson_id"));--> statement-breakpoint
CREATE POLICY "published" ON "lessons" AS PERMISSIVE FOR SELECT TO public USING ("lessons"."published_at" is not null and "lessons"."unpublished_at" is null and exists (select from units u join courses c on c.id = u.course_id where u.id = "lessons"."unit_id" and c.published_at is not null and c.unpublished_at is null));--> statement-breakpoint
CREATE POLICY "published" ON "pack_blobs" AS PERMISSIVE FOR SELECT TO public USING (true);--> statement-breakpoint
CREATE POLICY "published" ON "skills" AS PERMISSIVE FOR SELECT TO public USING (exists (select from courses c where c.id = "skills"."course_id" and c.published_at is not null and c.unpublished_at is null));--> statement-breakpoint
CREATE POLICY "published" ON "unit_skills" AS PERMISSIVE FOR SELECT TO public USING (exists (select from units u join courses c on c.id = u.course_id where u.id = "unit_skills"."unit_id" and c.published_at is not null and c.unpublished_at is null));--> statement-breakpoint
CREATE POLICY "published" ON "units" AS PERMISSIVE FOR SELECT TO public USING (exists (select from courses c where c.id = "units"."course_id" and c.published_at is not null and c.unpublished_at is null));