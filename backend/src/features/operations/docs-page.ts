import { z } from 'zod'

import { escaped, notation, Schema } from './docs-notation.ts'

const Content = z.record(z.string(), z.object({ schema: Schema }))

const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  schema: Schema,
})
type Parameter = z.output<typeof Parameter>

const Call = z.object({
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: Content.optional() }),
  ),
})
type Call = z.output<typeof Call>

const Document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Call)),
  components: z.object({ schemas: z.record(z.string(), Schema) }),
})

interface Entry {
  readonly method: string
  readonly path: string
  readonly call: Call
}

/** The OpenAPI document as one page to read and to search in the browser: no script, nothing from elsewhere, fit for print. */
export function writeDocsPage(openApi: string): string {
  const { info, tags, paths, components } = Document.parse(JSON.parse(openApi))
  const entries = Object.entries(paths).flatMap(([path, calls]) =>
    Object.entries(calls).map(([method, call]): Entry => ({ method, path, call })),
  )
  const areas = tags.map(({ name }) => ({
    name,
    entries: entries.filter(({ call }) => call.tags.includes(name)),
  }))
  const schemas = Object.entries(components.schemas)

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(info.title)} API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<a class="skip" href="#content">Skip to the operations</a>
<nav aria-label="Operations">
<p class="shop">${escaped(info.title)} API</p>
${areas.map(({ name, entries: inside }) => index(name, inside)).join('\n')}
<p><a href="#schemas">Schemas</a></p>
</nav>
<main id="content">
<h1>${escaped(info.title)} API</h1>
<p>${escaped(info.description)}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
${areas.map(({ name, entries: inside }) => area(name, inside)).join('\n')}
<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => named(name, schema)).join('\n')}
</main>
</body>
</html>
`
}

function index(name: string, entries: readonly Entry[]): string {
  const links = entries.map((entry) => `<li><a href="#${anchor(entry)}">${heading(entry)}</a></li>`)
  return `<details><summary>${escaped(name)}</summary><ul>${links.join('')}</ul></details>`
}

function area(name: string, entries: readonly Entry[]): string {
  return `<h2>${escaped(name)}</h2>\n${entries.map(article).join('\n')}`
}

function article(entry: Entry): string {
  const { summary, description, parameters, requestBody, responses } = entry.call
  const answers = Object.entries(responses).map(([status, { description: meaning, content }]) => ({
    status,
    meaning,
    schema: content?.['application/json']?.schema,
  }))
  return `<article id="${anchor(entry)}">
<h3>${heading(entry)}</h3>
<p>${escaped(summary)}. ${description === undefined ? 'For anyone.' : escaped(description)}</p>
${parameterTable(parameters)}
${schemaBlock('Send', requestBody?.content['application/json']?.schema)}
${answers.map(({ status, schema }) => schemaBlock(`Answer ${status}`, schema)).join('')}
<p class="statuses">${answers.map(({ status, meaning }) => `<b>${status}</b> ${escaped(meaning)}`).join('; ')}</p>
</article>`
}

function parameterTable(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, in: place, required = false, schema }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${escaped(place)}${required ? '' : ', optional'}</td>` +
      `<td><code>${notation(schema)}</code> ${escaped(schema.description ?? '')}</td></tr>`,
  )
  return `<table><caption>Parameters</caption><tbody>${rows.join('')}</tbody></table>`
}

function schemaBlock(title: string, schema: Schema | undefined): string {
  if (!schema) return ''
  return `<h4>${escaped(title)}</h4>\n<pre tabindex="0"><code>${notation(schema)}</code></pre>\n`
}

function named(name: string, schema: Schema): string {
  return `<article id="${escaped(name)}"><h3>${escaped(name)}</h3><pre tabindex="0"><code>${notation(schema)}</code></pre></article>`
}

const heading = ({ method, path }: Entry): string =>
  `<span class="method">${escaped(method.toUpperCase())}</span> <code>${escaped(path)}</code>`

const anchor = ({ method, path }: Entry): string =>
  `${method}${path.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`
