# What the store is had to do with an order: choosing, previewing, confirming, taking back.
order-do-title = Actions for order { $number }
order-do-none = Your role may not have the store change orders. An administrator can allow it in the settings.
order-do-recent = So far
order-do-refund-text = Give money back: all of it, an amount, or some items
order-do-cancel-text = Call the order off
order-do-note-text = For the store, or mailed to the customer
order-do-address-text = Correct the delivery or billing address
order-do-items-text = Change quantities, take items out or add some
order-do-resend-text = The store mails the order with its invoice again
order-do-coupon-text = For this customer alone, to be used once
order-do-replacement-text = Send items again at no charge
order-do-approve-return-text = The customer may send the items back
order-do-decline-return-text = Do not take the items back, with a reason
order-do-close-return-text = Nothing more is to be done about it
order-do-preview = See what will happen
order-do-back = Change it
order-do-will = This will happen
order-do-asked = The store is asked to do it.
order-confirm-refund = Refund
order-confirm-cancel = Cancel the order
order-confirm-note = Write the note
order-confirm-address = Change the address
order-confirm-items = Change the items
order-confirm-resend = Send the mail
order-confirm-coupon = Make the coupon
order-confirm-replacement = Make the order
order-confirm-approve-return = Approve the return
order-confirm-decline-return = Decline the return
order-confirm-close-return = Close the return
order-refund-how = How much
order-refund-whole = All that is left: { $amount }
order-refund-amount = An amount
order-refund-lines = Some items
order-refund-money = The money
order-refund-through = { $provider } moves it back
order-refund-record = Only record it; you pay it back yourself
order-refund-cannot = { $provider } can’t move money back for this order. It is recorded only; you pay it back yourself.
order-refund-cannot-unnamed = The way it was paid can’t move money back. It is recorded only; you pay it back yourself.
order-refund-restock = Put the items back into stock
order-refund-reason = Reason
order-refund-reason-hint = WooCommerce shows it to the customer, Shopify to the store’s people.
order-line-of = of { $count }
order-line-quantity = Pieces: { $name }
order-note-words = Note
order-note-mail = Mail it to the customer
order-note-not-mailed = Notes of this store stay with its people: it mails none to customers.
order-address-only-shipping = Only the delivery address: this store lets nobody change who pays.
order-cannot-unknown = This store can’t do that.
order-cannot-right = The store’s access lacks the right { $right }. Give it to the app in the store, then test the store in the settings.
order-cannot-write = The store’s keys may read but not write. Set them to “Read/Write” in WooCommerce, then test the store in the settings.
order-address-first-name = First name
order-address-last-name = Last name
order-address-company = Company
order-address-address-1 = Street
order-address-address-2 = Further address
order-address-city = City
order-address-state = Province or state
order-address-postcode = Postcode
order-address-country = Country (two letters)
order-address-phone = Phone
order-address-email = E-mail
order-coupon-kind = It takes off
order-coupon-amount = An amount
order-coupon-percent = A percentage
order-coupon-days = Good for days
order-coupon-days-hint = Empty: for ever.
order-replacement-items = What is sent again
order-items-now = In the order
order-items-goes = is taken out
order-items-given-back = { $count ->
    [one] one was given back
   *[other] { $count } were given back
}
order-items-come = To add
order-items-find = Find a product of this store
order-items-add = Add to the order
order-items-none-found = No product of this store matches.
order-cancel-reason = Reason
order-cancel-reason-hint = For the store’s records.
order-cancel-reason-customer = The customer changed their mind
order-cancel-reason-inventory = Not enough in stock
order-cancel-reason-declined = The payment was declined
order-cancel-reason-fraud = Fraud
order-cancel-reason-staff = A mistake of the staff
order-cancel-reason-other = Another reason
order-cancel-refund = Give back what was paid
order-cancel-notify = The store mails the customer
order-return-none = No return of this order waits for this any more.
order-return-reason = Reason
order-return-reason-return-period-ended = The return period is over
order-return-reason-final-sale = Final sale, not returnable
order-return-reason-other = Another reason
order-return-note = Note to the customer
order-return-note-hint = Optional, up to 500 characters. The store keeps it with the return.
order-return-no-address = The order has no e-mail address: the store can’t tell the customer.
order-effect-money-back = { $text } moves { $amount } back to the customer
order-effect-money-by-hand = { $amount } is recorded as refunded; no money moves, you pay it back yourself
order-effect-recorded-only = { $amount } is only recorded as refunded; { $text } is not asked to move money
order-effect-restock = { $count ->
    [one] One piece goes back into stock, where the store counts it
   *[other] { $count } pieces go back into stock, where the store counts them
}
order-effect-no-restock = Stock stays as it is
order-effect-stays = { $amount } stays paid
order-effect-status-becomes = The order becomes “{ $text }”
order-effect-store-mails = The store may mail { $text } about it
order-effect-stock-back = The items go back into stock, where the store counts them
order-effect-no-refund = No money is given back: { $amount } stays paid
order-effect-promise-released = The customer’s bank lets go of the { $amount } that it holds for the order
order-effect-note-internal = Only the store’s people see it
order-effect-note-mailed = The store mails it to { $text } at once
order-effect-address-changes = { $count ->
    [one] One field of the address changes; the others stay
   *[other] { $count } fields of the address change; the others stay
}
order-effect-item-becomes = { $count ->
    [one] “{ $text }”: one piece
   *[other] “{ $text }”: { $count } pieces
}
order-effect-item-removed = “{ $text }” is taken out of the order
order-effect-item-added = { $count ->
    [one] One piece of “{ $text }” is added
   *[other] { $count } pieces of “{ $text }” are added
}
order-effect-total-becomes = The order comes to { $amount }
order-effect-total-about = The order comes to about { $amount }; the store works out the taxes
order-effect-still-to-pay = The customer still has { $amount } to pay
order-effect-paid-too-much = The customer has paid { $amount } more than it costs then; that is not given back by this
order-effect-stock-by-store = The store adjusts its stock by its own rules
order-effect-items-back = { $count ->
    [one] One item gets its earlier quantity again
   *[other] { $count } items get their earlier quantities again
}
order-effect-parcel-has-left = A parcel has left already; it is not stopped or redirected
order-effect-order-mailed = The store mails the order to { $text }
order-effect-coupon-amount = A coupon over { $amount }, to be used once
order-effect-coupon-percent = A coupon over { $count }%, to be used once
order-effect-coupon-for = Only { $text } can use it
order-effect-coupon-for-anybody = Whoever knows the code can use it
order-effect-coupon-until = It is good until { $text }
order-effect-replacement-made = { $count ->
    [one] A new order with one piece worth { $amount }, free for the customer
   *[other] A new order with { $count } pieces worth { $amount }, free for the customer
}
order-effect-stock-taken = The pieces are taken out of stock, where the store counts them
order-effect-return-approved = { $count ->
    [one] Return { $text } is approved: the customer may send one piece back
   *[other] Return { $text } is approved: the customer may send { $count } pieces back
}
order-effect-return-declined = Return { $text } is declined
order-effect-return-note = Note to the customer: “{ $text }”
order-effect-return-closed = Return { $text } is closed
order-effect-return-reopened = Return { $text } is under way again
order-effect-customer-not-told = The store does not mail the customer about it
order-effect-removed = What was made is removed from the store
order-effect-undo-possible = You can take it back
order-effect-undo-without-mail = You can take it back, but not a mail that has left
order-effect-undo-until-used = You can take it back until it is used
order-effect-undo-impossible = It can’t be taken back
order-effect-other = Something else
order-refusal-not-allowed = Your role may not do this. Please ask an administrator.
order-refusal-over-limit = This is more than your role may give away on one order: { $limit }, of which { $used } are used.
order-reason-order-changed = The order had changed in the store meanwhile; nothing was done.
order-reason-return-changed = The return had been dealt with in the store meanwhile; nothing was done.
order-reason-gone = It is not in the store any more.
order-reason-refused = The store refused.
order-reason-scopes-missing = The store’s access does not allow this. Test the store in the settings: it is told there which rights are missing.
order-reason-not-moved = The payment provider did not move the money, or not all of it. The store has noted the refund; please look at the order there.
order-reason-not-supported = This store can’t do that; it may need a newer WooCommerce.
order-reason-not-known = The store has not said whether it did it. We keep looking and will not do it twice.
order-reason-coupon-used = The coupon was used already.
order-reason-other = The store does not answer as it should; it is tried again.
order-found-later = The answer was lost on the way; the store had done it once.
order-undo = Take it back
order-undo-title = Take this back?
order-undone = taken back
order-coupon-code = Code: { $code }
order-made-number = New order { $number }
problem-order-changed = The order has changed meanwhile. Please look at the preview again.
problem-order-busy = Somebody else is having something done with this order. Please wait a moment.
problem-order-state = The order does not allow this as it is now.
problem-return-state = The return does not allow this as it is now; somebody may have dealt with it meanwhile. Please look at the order again.
problem-order-gone = The order is not in the store any more.
problem-store-not-answering = The store does not answer as it should. Nothing was done; please try again.
problem-store-not-connected = The store is paused or not connected.
problem-store-cannot = This store can’t do that.
problem-store-refused = The store refuses to change the order like this.
problem-store-right-missing = The store’s access does not allow this. Test the store in the settings: it is told there which rights are missing.
problem-order-action-not-allowed = Your role may not do this.
problem-order-action-over-limit = This is more than your role may give away on one order.
field-too-much = This is more than is left.
field-too-fine = The currency has no such small amounts.
field-not-supported = This is not possible for this order.
field-other-currency = The store makes coupons in its own currency only. Give a percentage instead.
field-unchanged = Nothing is different yet.
field-nothing-left = At least one item has to stay. To call the whole order off, cancel it.
field-given-back = More of its money was given back than so few items cost. Change it in the store itself.
settings-order-policy = Order actions
order-policy-text = What each role may have your stores do with an order. Owners may do everything.
order-policy-kinds = May do
order-policy-limit = Most that one person may give away on one order
order-policy-limit-hint = Counts refunds, coupons, replacements and what is added to paid orders together. A currency without a limit here has none to give.
order-policy-unlimited = Without limit
order-policy-add = Add a currency
order-policy-currency = Currency
order-policy-amount = Amount
