import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { adminPages, preloadHeadingFont } from './build/html.ts'
import { sizeReport } from './build/size-report.ts'

const here = import.meta.dirname
const backend = `${here}/../backend/src`

// oxlint-disable-next-line node/no-process-env -- the development server sits in front of the shop, on the port the shop was given
const shop = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

export default defineConfig({
  root: here,
  plugins: [
    react(),
    tailwindcss(),
    adminPages(),
    preloadHeadingFont('fraunces-latin'),
    sizeReport({ storefront: { scriptKb: 140, styleKb: 12 } }),
  ],
  resolve: {
    alias: {
      '#web': `${here}/src`,
      '#features': `${backend}/features`,
      '#platform': `${backend}/platform`,
    },
  },
  server: { proxy: { '/api': shop, '/media': shop } },
  build: {
    // What light-dark(), and so the whole theme, needs.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // A font or picture written into the style sheet as data: would break font-src 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { storefront: `${here}/index.html`, admin: `${here}/admin.html` },
    },
  },
})
