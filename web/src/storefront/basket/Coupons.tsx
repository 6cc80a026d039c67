import { Check, X } from 'lucide-react'
import { type FormEvent, useId } from 'react'

import { type CartView, useGiveCoupon, useRemoveCoupon } from '#web/api/cart.ts'
import { textIn } from '#web/lib/forms.ts'
import { Button } from '#web/ui/Button.tsx'
import { toast } from '#web/ui/toasts.ts'

/** The codes that were given, each with what it does, and room for another. */
export function Coupons({ cart: { coupons } }: { readonly cart: CartView }) {
  return (
    <div className="flex flex-col gap-2">
      {coupons.length > 0 && (
        <ul className="flex flex-col gap-2">
          {coupons.map((coupon) => (
            <Coupon key={coupon.code} coupon={coupon} />
          ))}
        </ul>
      )}
      <details className="group">
        <summary className="touch inline-flex cursor-pointer items-center underline underline-offset-4">
          {coupons.length > 0 ? 'Add another code' : 'Have a code?'}
        </summary>
        <CouponField />
      </details>
    </div>
  )
}

function Coupon({ coupon }: { readonly coupon: CartView['coupons'][number] }) {
  const { code, name, detail } = coupon
  const remove = useRemoveCoupon()

  return (
    <li className="flex items-center gap-2 rounded-lg border border-border ps-3">
      <span className="min-w-0 flex-1 py-2">
        <span className="flex items-center gap-2 font-semibold break-all">
          {detail === null && <Check aria-hidden="true" size={18} className="shrink-0" />}
          {code}
        </span>
        <span className="block text-sm text-muted">{detail ?? name}</span>
      </span>
      <Button
        tone="quiet"
        iconOnly
        aria-label={`Take out the code ${code}`}
        onClick={() =>
          remove.mutate(code, { onError: ({ message }) => toast(message, { tone: 'problem' }) })
        }
      >
        <X aria-hidden="true" />
      </Button>
    </li>
  )
}

function CouponField() {
  const give = useGiveCoupon()
  const id = useId()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const code = textIn(new FormData(form), 'code')
    if (code !== '' && !give.isPending) give.mutate(code, { onSuccess: () => form.reset() })
  }

  return (
    <form noValidate onSubmit={submit} className="mt-1 flex flex-col gap-1">
      <label htmlFor={id} className="label">
        Code
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          name="code"
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="input min-w-0 flex-1"
          aria-invalid={give.isError}
          data-invalid={give.isError}
          aria-describedby={give.error ? `${id}-note` : undefined}
        />
        <Button type="submit" tone="secondary" busy={give.isPending}>
          Use it
        </Button>
      </div>
      <p id={`${id}-note`} role="alert" className={give.error ? 'field-error' : 'sr-only'}>
        {give.error?.message}
      </p>
    </form>
  )
}
