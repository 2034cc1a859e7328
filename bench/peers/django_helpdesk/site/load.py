"""Loads tickets by django-helpdesk's own models: load.py COUNT"""
import os
import sys

import django

django.setup()

import tickets
from django.contrib.auth.models import User
from django.db import connection
from helpdesk.models import FollowUp, Queue, Ticket

STATUS = {"new": 1, "open": 2, "pending": 2, "closed": 4}
User.objects.create_superuser("admin", "admin@example.com", "admin")
agents = [User.objects.create_user(f"agent{at}", f"agent{at}@example.com", None, is_staff=True) for at in range(tickets.AGENTS)]
queue = Queue.objects.create(
    title="Support",
    slug="support",
    email_address="help@example.com",
    allow_public_submission=True,
    allow_email_submission=True,
    email_box_type="local",
    # Whenever it is asked to.
    email_box_interval=0,
    email_box_local_dir=f"{os.environ['HELPDESK_FOLDER']}/mails/",
)
rows, messages = [], []


def flush():
    Ticket.objects.bulk_create(rows, batch_size=1000)
    FollowUp.objects.bulk_create(messages, batch_size=1000)
    rows.clear()
    messages.clear()


for ticket in tickets.tickets(int(sys.argv[1])):
    agent = agents[ticket["agent"]]
    rows.append(
        Ticket(
            id=ticket["number"],
            title=ticket["subject"],
            queue=queue,
            created=ticket["at"],
            modified=ticket["at"],
            submitter_email=ticket["email"],
            assigned_to=agent,
            status=STATUS[ticket["status"]],
            description=ticket["messages"][0]["text"],
            priority=3,
            secret_key=f"k{ticket['number']}",
        )
    )
    for message in ticket["messages"]:
        messages.append(
            FollowUp(
                ticket_id=ticket["number"],
                date=message["at"],
                title="Comment" if message["agent"] else "Reply",
                comment=message["text"],
                public=True,
                user=agent if message["agent"] else None,
            )
        )
    if len(rows) == 2000:
        flush()
flush()
with connection.cursor() as cursor:
    cursor.execute("SELECT setval('helpdesk_ticket_id_seq', (SELECT max(id) FROM helpdesk_ticket))")
    cursor.execute("ANALYZE")
