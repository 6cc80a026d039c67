import { FileText } from 'lucide-react'

import { inWords } from '#web/admin/parts/problem-words.ts'
import { type AdminOrderView, useOpenPaper } from '#web/api/admin-orders.ts'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'

/** The order's invoice and credit notes, to be opened as PDF. */
export function Papers({ order }: { readonly order: AdminOrderView }) {
  const { id, invoice, creditNotes } = order
  const paper = useOpenPaper(id)
  if (invoice === null) return null

  return (
    <Card>
      <h2 className="mb-3 text-lg">Papers</h2>
      <div className="flex flex-col items-start gap-2">
        <Button tone="secondary" wide onClick={() => paper.mutate('invoice')}>
          <FileText aria-hidden="true" />
          Invoice {invoice.number}
        </Button>
        {creditNotes.map(({ number, kind }) => (
          <Button
            key={number}
            tone="secondary"
            wide
            onClick={() => paper.mutate(`credit-notes/${number}`)}
          >
            <FileText aria-hidden="true" />
            {kind === 'credit' ? 'Credit note' : 'Correction'} {number}
          </Button>
        ))}
      </div>
      {paper.error && (
        <p role="alert" className="mt-2 text-sm">
          {inWords(paper.error)}
        </p>
      )}
    </Card>
  )
}
