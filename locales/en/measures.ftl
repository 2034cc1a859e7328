### What is measured, as reports name and define it.

measure-volume = New conversations
    .definition = Conversations that began in the period, over any channel and whoever began them. Spam does not count, and conversations that were merged into another count once, as the one they were merged into.
measure-first-response = First response time
    .definition = From a customer's first message to the first public reply of the team. Automatic replies, the assistant and internal notes are no reply; conversations that the team began are left out. Counted on the day of the reply.
measure-resolution = Resolution time
    .definition = From the beginning of a conversation until it was last resolved, time in which it had been reopened included. Counted on the day on which it was resolved, if it still was at the end of the period.
measure-backlog = Backlog
    .definition = Conversations that were open, pending or snoozed at the end of the period.
measure-solved = Solved
    .definition = Conversations that were resolved in the period and still were at its end. Each counts once.
measure-reopened = Reopened
    .definition = How often a resolved conversation was opened again in the period, by the customer or by the team.

## Groups

measure-channel-email = E-mail
measure-channel-chat = Chat
measure-channel-contact-form = Contact form
measure-channel-api = API channel
measure-agent-none = Nobody
measure-team-none = No team
measure-language-none = Unknown
