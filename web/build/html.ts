import type { Plugin } from 'vite'

/** Serves admin.html for every address under /admin while developing, as the shop does when built. */
export function adminPages(): Plugin {
  return {
    name: 'admin-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/admin(\/[^.]*)?(\?|$)/.test(request.url ?? '')) request.url = '/admin.html'
        next()
      })
    },
  }
}

/** Asks for the heading font together with the style sheet instead of after it. */
export function preloadHeadingFont(nameStart: string): Plugin {
  return {
    name: 'preload-heading-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) =>
          file.startsWith(`assets/${nameStart}`),
        )
        if (font === undefined)
          throw new Error(`No font file in the build begins with ${nameStart}.`)

        const attrs = {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          href: `/${font}`,
          crossorigin: '',
        }
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' }]
      },
    },
  }
}
