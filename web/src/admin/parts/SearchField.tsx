import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

interface SearchFieldProps {
  /** What can be looked for: "Number, name or e-mail". */
  readonly label: string
  readonly value: string
  readonly onSearch: (words: string) => void
}

/** Long enough to finish a word, short enough to feel at once. */
const PAUSE_MS = 250

/** Words that narrow the list below while they are typed. Escape takes them away, `/` comes here. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<number | undefined>(undefined)
  // Words still waiting when the page is left are not looked for on the next one.
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (words: string) => {
    clearTimeout(timer.current)
    if (words.trim() !== value) onSearch(words.trim())
  }
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => search(words), PAUSE_MS)
  }
  const leave = () => {
    if (typed !== null) search(typed)
    setTyped(null)
  }

  return (
    <search>
      <form action={() => search(typed ?? value)} className="relative w-full min-w-0 sm:w-80">
        <Search
          aria-hidden="true"
          size={20}
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label={label}
          aria-keyshortcuts="/"
          placeholder={label}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          className="input ps-10"
          value={typed ?? value}
          onChange={(event) => type(event.target.value)}
          onKeyDown={({ key }) => key === 'Escape' && type('')}
          onBlur={leave}
        />
      </form>
    </search>
  )
}
