import { Button } from '#web/ui/Button.tsx'

interface SaveBarProps {
  readonly dirty: boolean
  readonly isNew: boolean
  readonly saving: boolean
  readonly addLabel?: string
  readonly onDiscard: () => void
}

/** Stays in sight at the bottom: whether there is something to save, and the two ends of it. */
export function SaveBar({
  dirty,
  isNew,
  saving,
  addLabel = 'Add product',
  onDiscard,
}: SaveBarProps) {
  const canSave = dirty || isNew
  const says = dirty ? 'Not saved yet' : 'Nothing to save'

  return (
    <div className="save-bar">
      <p role="status" className="min-w-0 flex-1 text-sm text-muted max-sm:sr-only">
        {isNew ? 'Not added yet' : says}
      </p>
      <Button tone="secondary" disabled={!canSave} onClick={onDiscard}>
        Discard
      </Button>
      <Button type="submit" busy={saving} disabled={!canSave}>
        {isNew ? addLabel : 'Save'}
      </Button>
    </div>
  )
}
