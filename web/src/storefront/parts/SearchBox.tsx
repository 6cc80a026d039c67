import { Search } from 'lucide-react'
import type { ComponentProps, KeyboardEvent } from 'react'
import { useId, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

import { paths } from '#web/lib/paths.ts'
import { MOST_LETTERS } from '#web/storefront/list/understood.ts'

import { pathOf, SuggestionList, useSuggestions } from './SuggestionList.tsx'

/** Words to look for, with what they may mean below: a combobox in the sense of WAI-ARIA. */
export function SearchBox() {
  const [params] = useSearchParams()
  const words = params.get('q') ?? ''
  // A new address brings new words: the box starts over from them.
  return <SearchField key={words} startWith={words} />
}

function SearchField({ startWith }: { readonly startWith: string }) {
  const navigate = useNavigate()
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState(startWith)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const suggestions = useSuggestions(words, open)

  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const go = (to: string) => {
    close()
    input.current?.blur()
    void navigate(to)
  }
  const submit = () => {
    const chosen = suggestions[active]
    go(chosen ? pathOf(chosen) : paths.search({ q: words.trim() || undefined }))
  }
  const type = (typed: string) => {
    setWords(typed)
    setOpen(true)
    setActive(-1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (suggestions.length === 0) return
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') setActive(stepped(active, 1, suggestions.length))
    else if (event.key === 'ArrowUp') setActive(stepped(active, -1, suggestions.length))
    else return
    event.preventDefault()
  }

  return (
    <search>
      <form action={submit} className="relative">
        <Words
          ref={input}
          value={words}
          aria-expanded={suggestions.length > 0}
          aria-controls={listId}
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          onChange={({ target: { value } }) => type(value)}
          onFocus={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        <SuggestionList id={listId} suggestions={suggestions} active={active} onChoose={go} />
      </form>
    </search>
  )
}

/** -1 is the input itself, between the last and the first. */
function stepped(active: number, step: 1 | -1, count: number): number {
  const next = active + step
  if (next < -1) return count - 1
  return next >= count ? -1 : next
}

function Words({ 'aria-expanded': open, 'aria-controls': list, ...rest }: ComponentProps<'input'>) {
  return (
    <>
      <Search
        aria-hidden="true"
        size={20}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name="q"
        role="combobox"
        aria-label="Search the shop"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        autoComplete="off"
        maxLength={MOST_LETTERS}
        enterKeyHint="search"
        placeholder="Kettle, lamp, gloves…"
        className="input ps-10"
        {...rest}
      />
    </>
  )
}
