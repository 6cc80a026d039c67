import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { adminPages, preloadHeadingFont } from './build/html.ts'
import { sizeReport } from './build/size-report.ts'

const here = import.meta.dirname
const backend = `${here}/../backend/src`

// oxlint-disable-next-line node/no-process-env -- the development server sits in front of the shop, on the port the shop was given
const shop = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

// oxlint-disable-next-line node/no-process-env -- said by the npm script that CI runs
const strict = process.env['STRICT_BUDGETS'] === 'on'

/**
 * What several pages share comes in a few files rather than in dozens of small ones. A first visit to the shop loads
 * all three, so what only the admin uses lives in its own folder.
 */
const groups = [
  {
    name: 'vendor',
    test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack\/(react-query|query-core))\//,
  },
  { name: 'kit', test: /web\/src\/(ui\/(?!Dialog|Drawer|TextField)|lib\/|api\/client)/ },
  {
    name: 'shop',
    test: /web\/src\/(storefront\/(parts|basket\/(?!BasketDrawer\.)|use-address)|api\/(?!admin|session))/,
  },
]

export default defineConfig({
  root: here,
  plugins: [
    react(),
    tailwindcss(),
    adminPages(),
    preloadHeadingFont('fraunces-latin'),
    sizeReport(
      {
        storefront: { scriptKb: 140, styleKb: 12 },
        admin: { scriptKb: 200, styleKb: 16 },
      },
      { strict },
    ),
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
      output: { codeSplitting: { groups } },
    },
  },
})
