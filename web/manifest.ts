import type { ManifestOptions } from 'vite-plugin-pwa';

/** What an installed Hornbook looks like to the system. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Hornbook',
  short_name: 'Hornbook',
  description: 'Lessons, quizzes and skills that stay on your device and work without a connection.',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  orientation: 'any',
  lang: 'en',
  background_color: '#f6f2e7',
  theme_color: '#f6f2e7',
  categories: ['education', 'productivity'],
  share_target: {
    action: '/share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      title: 'title',
      text: 'text',
      url: 'url',
      // The system offers Hornbook for the types that are named here; a bare */* is understood by few.
      files: [
        {
          name: 'files',
          accept: ['image/*', 'audio/*', 'video/*', 'text/*', 'application/pdf', 'application/*', '*/*'],
        },
      ],
    },
  },
  // A course that somebody gave, opened from the system's list of files.
  file_handlers: [
    { action: '/me/downloads', accept: { 'application/x-hornbook-course': ['.hornbook'] } },
    // And what authors have collected in other programs. Types of whole families (.xml, .zip) are left to whom they belong.
    {
      action: '/desk/import',
      accept: {
        'application/x-apkg': ['.apkg'],
        'application/x-colpkg': ['.colpkg'],
        'application/vnd.ims.imscc': ['.imscc'],
        'text/x-gift': ['.gift'],
      },
    },
  ],
  launch_handler: { client_mode: 'navigate-existing' },
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    {
      name: 'Continue learning',
      short_name: 'Continue',
      url: '/',
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }],
    },
    {
      name: 'Practise my skills',
      short_name: 'Practice',
      url: '/practice',
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }],
    },
    {
      name: 'Find a course',
      short_name: 'Learn',
      url: '/learn',
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192' }],
    },
  ],
  screenshots: [
    {
      src: '/screenshots/today-narrow.png',
      sizes: '720x1280',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Today: one thing to start with',
    },
    {
      src: '/screenshots/lesson-narrow.png',
      sizes: '720x1280',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'A lesson',
    },
    {
      src: '/screenshots/quiz-narrow.png',
      sizes: '720x1280',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'A question with its explanation',
    },
    {
      src: '/screenshots/today-wide.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Today on a desktop',
    },
    {
      src: '/screenshots/course-wide.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'A course on a desktop',
    },
  ],
};
