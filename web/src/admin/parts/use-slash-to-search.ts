import { useEffect } from 'react'

const TYPING = 'input, textarea, select, [contenteditable], [role="dialog"] *'

function onKeyDown(event: KeyboardEvent): void {
  const { target } = event
  const combined = event.ctrlKey || event.metaKey || event.altKey
  if (event.key !== '/' || combined) return
  if (target instanceof Element && target.matches(TYPING)) return

  const search = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (!search) return
  event.preventDefault()
  search.focus()
  search.select()
}

/** The key `/` goes to the page's search, from wherever one is not typing. */
export function useSlashToSearch(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
