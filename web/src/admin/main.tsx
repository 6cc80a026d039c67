// oxlint-disable-next-line import/no-unassigned-import -- a style sheet gives nothing to assign
import '#web/styles/admin.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'

import { followOtherTabs, restoreSession } from '#web/api/session.ts'

import { Gate } from './Gate.tsx'
import { newQueryClient } from './query-client.ts'
import { routes } from './routes.tsx'

const router = createBrowserRouter(routes)
/** What anyone may know, such as the shop's name; what staff see has a client of its own. */
const publicClient = newQueryClient()

followOtherTabs()
void restoreSession()

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={publicClient}>
      <Gate router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
