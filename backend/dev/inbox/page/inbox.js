const POLL_MS = 2000

const byId = (id) => document.getElementById(id)
const chosenId = () => location.hash.slice(1)

let messages = []
let shownId
let view = 'html'

async function load() {
  const response = await fetch('api/messages')
  const loaded = await response.json()
  if (loaded.length !== messages.length || loaded[0]?.id !== messages[0]?.id) {
    messages = loaded
    showList()
  }
  showMail()
}

function showList() {
  const wanted = byId('find').value.trim().toLowerCase()
  const found = messages.filter(({ to, subject }) =>
    `${to} ${subject}`.toLowerCase().includes(wanted),
  )
  byId('list').replaceChildren(...found.map(row))
  byId('none').hidden = found.length > 0
  byId('none').textContent = messages.length
    ? 'No mail matches. Clear the search to see all.'
    : 'No mail yet. Place an order, and its confirmation appears here.'
  document.title = messages.length ? `Inbox (${messages.length})` : 'Inbox'
}

function row({ id, to, subject, receivedAt }) {
  const item = byId('row').content.cloneNode(true)
  const link = item.querySelector('a')
  link.href = `#${id}`
  if (id === chosenId()) link.setAttribute('aria-current', 'true')
  item.querySelector('strong').textContent = subject || 'No subject'
  item.querySelector('.to').textContent = to
  item.querySelector('time').dateTime = receivedAt
  item.querySelector('time').textContent = when(receivedAt)
  return item
}

function showMail() {
  const message = messages.find(({ id }) => id === chosenId())
  if (!message || message.id === shownId) return
  shownId = message.id

  const open = byId('open').content.cloneNode(true)
  open.querySelector('h2').textContent = message.subject || 'No subject'
  for (const field of open.querySelectorAll('[data-field]')) {
    const value = message[field.dataset.field]
    field.textContent = field.dataset.field === 'receivedAt' ? new Date(value).toLocaleString() : value
  }
  open.querySelector('.attachments').append(...message.attachments.map(attachment))
  open.querySelector('pre').textContent = message.text || 'This mail has no plain text.'
  if (message.html) open.querySelector('iframe').src = `messages/${message.id}/html`
  for (const button of open.querySelectorAll('[data-view]')) {
    button.addEventListener('click', () => choose(button.dataset.view))
  }
  byId('mail').replaceChildren(open)
  choose(message.html ? view : 'text')
}

function attachment({ filename, sizeBytes, url }) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.textContent = `${filename} (${Math.ceil(sizeBytes / 1024)} KB)`
  item.append(link)
  return item
}

function choose(wanted) {
  view = wanted
  const mail = byId('mail')
  mail.querySelector('iframe').hidden = view !== 'html'
  mail.querySelector('pre').hidden = view !== 'text'
  for (const button of mail.querySelectorAll('[data-view]')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === view))
  }
}

function when(receivedAt) {
  const date = new Date(receivedAt)
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday
    ? date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })
}

byId('find').addEventListener('input', showList)
byId('clear').addEventListener('click', () => void clear())

async function clear() {
  if (!confirm('Delete every mail? This cannot be undone.')) return
  await fetch('api/messages', { method: 'DELETE' })
  location.hash = ''
  location.reload()
}

addEventListener('hashchange', () => {
  showList()
  showMail()
  byId('mail').focus()
})

await load()
setInterval(() => load().catch(() => undefined), POLL_MS)
