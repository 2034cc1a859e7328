-- The public holidays that a deadline's days don't count, as JSON.
ALTER TABLE deadline ADD COLUMN skipped TEXT NOT NULL DEFAULT '[]';

-- A workspace's own holidays and the known ones that it has switched off, as JSON; none: the known ones count.
CREATE TABLE late_holidays (
    workspace_id BIGINT NOT NULL,
    holidays     TEXT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (workspace_id)
);

-- The orders that are there are judged once more, unless they are to be anyhow.
INSERT INTO timer (workspace_id, id, kind, subject_id, payload, due_at)
SELECT id, 28, 'timer.judge_orders', 0, '{"behind":0}', 0 FROM workspace
WHERE NOT EXISTS (
    SELECT 1 FROM timer AS known
    WHERE known.workspace_id = workspace.id AND known.kind = 'timer.judge_orders' AND known.subject_id = 0
);
