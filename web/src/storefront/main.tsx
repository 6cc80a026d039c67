// oxlint-disable-next-line import/no-unassigned-import -- a style sheet gives nothing to assign
import '#web/styles/storefront.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'

import { followOtherTabs } from '#web/api/cart.ts'

import { closeBasketOnLeaving } from './basket/drawer-state.ts'
import { newQueryClient } from './query-client.ts'
import { routes } from './routes.tsx'

const queryClient = newQueryClient()
const router = createBrowserRouter(routes(queryClient))
followOtherTabs(queryClient)
closeBasketOnLeaving(router)

const root = document.getElementById('root')
if (!root) throw new Error('The page has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
