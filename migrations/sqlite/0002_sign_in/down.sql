DROP TABLE audit_entry;
DROP TABLE api_token;
DROP TABLE invitation;
DROP TABLE password_reset;
DROP TABLE session;
DROP TABLE team_member;
DROP TABLE team;
DROP TABLE agent;
