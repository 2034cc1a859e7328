-- Tickets and messages from the tables `st` and `sm`, as RT itself would have written them.
CREATE TEMP TABLE t AS
  SELECT s.*, (SELECT coalesce(max(id), 0) FROM tickets) + tn AS tid, (SELECT max(id) FROM principals) + (tn - 1) * 4 AS g0,
         (SELECT max(id) FROM cachedgroupmembers) + (tn - 1) * 6 AS c0, u.id AS uid, o.id AS oid
  FROM st s JOIN users u ON u.name = s.email JOIN users o ON o.name = s.owner;
INSERT INTO tickets (id, effectiveid, queue, type, owner, subject, status, told, starts, started, due, resolved, lastupdatedby, lastupdated, creator, created)
  SELECT tid, tid, 1, 'ticket', oid, subject, status, at, '1970-01-01', at, '1970-01-01', '1970-01-01', 1, at, uid, at FROM t;
INSERT INTO principals (id, principaltype, disabled) SELECT g0 + k, 'Group', 0 FROM t, generate_series(1, 4) k;
INSERT INTO groups (id, name, domain, instance, creator, created, lastupdatedby, lastupdated)
  SELECT g0 + k, (ARRAY['AdminCc', 'Cc', 'Owner', 'Requestor'])[k], 'RT::Ticket-Role', tid, uid, at, uid, at FROM t, generate_series(1, 4) k;
INSERT INTO groupmembers (groupid, memberid, creator, created, lastupdatedby, lastupdated)
  SELECT g0 + 3, oid, uid, at, uid, at FROM t UNION ALL SELECT g0 + 4, uid, uid, at, uid, at FROM t;
INSERT INTO cachedgroupmembers (id, groupid, memberid, via, immediateparentid, disabled)
  SELECT c0 + 1, g0 + 1, g0 + 1, c0 + 1, g0 + 1, 0 FROM t UNION ALL SELECT c0 + 2, g0 + 2, g0 + 2, c0 + 2, g0 + 2, 0 FROM t
  UNION ALL SELECT c0 + 3, g0 + 3, g0 + 3, c0 + 3, g0 + 3, 0 FROM t UNION ALL SELECT c0 + 4, g0 + 3, oid, c0 + 4, g0 + 3, 0 FROM t
  UNION ALL SELECT c0 + 5, g0 + 4, g0 + 4, c0 + 5, g0 + 4, 0 FROM t UNION ALL SELECT c0 + 6, g0 + 4, uid, c0 + 6, g0 + 4, 0 FROM t;
CREATE TEMP TABLE x AS
  SELECT sm.*, t.tid, t.uid, t.oid, (SELECT max(id) FROM transactions) + row_number() OVER (ORDER BY sm.tn, sm.j) AS xid,
         (SELECT coalesce(max(id), 0) FROM attachments) + row_number() OVER (ORDER BY sm.tn, sm.j) AS aid
  FROM sm JOIN t USING (tn);
INSERT INTO transactions (id, objecttype, objectid, type, data, creator, created)
  SELECT xid, 'RT::Ticket', tid, CASE WHEN j = 0 THEN 'Create' ELSE 'Correspond' END, CASE WHEN j > 0 THEN 'No Subject' END,
         CASE WHEN agent THEN oid ELSE uid END, at FROM x;
INSERT INTO attachments (id, transactionid, parent, contenttype, contentencoding, content, headers, creator, created)
  SELECT aid, xid, 0, 'text/plain', 'none', body,
         E'Content-Type: text/plain; charset="UTF-8"\nContent-Disposition: inline\nContent-Transfer-Encoding: binary\nMIME-Version: 1.0\nContent-Length: '
           || octet_length(body) || E'\n', CASE WHEN agent THEN oid ELSE uid END, at FROM x;
SELECT setval('tickets_id_seq', (SELECT max(id) FROM tickets)), setval('principals_id_seq', (SELECT max(id) FROM principals)),
       setval('groups_id_seq', (SELECT max(id) FROM groups)), setval('cachedgroupmembers_id_seq', (SELECT max(id) FROM cachedgroupmembers)),
       setval('transactions_id_seq', (SELECT max(id) FROM transactions)), setval('attachments_id_seq', (SELECT max(id) FROM attachments));
INSERT INTO attachmentsindex (id, contentindex)
  SELECT id, to_tsvector('english', content) FROM attachments WHERE content IS NOT NULL ON CONFLICT DO NOTHING;
