"""Verifies a mail's DKIM signature with dkimpy; the one DNS record there is, is the one given."""

import sys

import dkim

file, name, value = sys.argv[1:4]


def dns(asked, timeout=5):
    asked = asked.decode() if isinstance(asked, bytes) else asked
    return value.encode() if asked.rstrip(".") == name.rstrip(".") else None


with open(file, "rb") as mail:
    # Postfix keeps lines as Unix does; a mail on the wire ends them with CR LF.
    raw = mail.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
print("pass" if dkim.verify(raw, dnsfunc=dns) else "fail")
