// oxlint-disable-next-line import/no-unassigned-import -- a style sheet gives nothing to assign
import '#web/styles/admin.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { PageFrame } from '#web/ui/PageFrame.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <main>
      <PageFrame title="Shop admin">
        <p>Sign in to run the shop.</p>
      </PageFrame>
    </main>
  </StrictMode>,
)
