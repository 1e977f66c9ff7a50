-- Who may sign in. role: as in motcua.server.access.Role. unit: subtree the person sees, '' = everything. password: Argon2id string.
CREATE TABLE account (
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    password TEXT NOT NULL,
    disabled BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    PRIMARY KEY (name)
);

-- Open sessions. token_hash: SHA-256 in hex of what the browser holds. form_token guards forms of this session.
CREATE TABLE web_session (
    token_hash TEXT NOT NULL,
    account TEXT NOT NULL,
    form_token TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    seen_at_ms BIGINT NOT NULL,
    PRIMARY KEY (token_hash)
);

CREATE INDEX web_session_account ON web_session (account);

-- Looks at exact or personal figures, sign-ins, refusals. detail: what was asked, never a figure.
CREATE TABLE access_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    account TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- The tree of units, of any depth. The id of an office from the settings stands for itself as a leaf below parent; '' = top.
-- valid_to: first day on which the unit no longer exists, '' = open.
CREATE TABLE org_unit (
    id TEXT NOT NULL,
    parent TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    PRIMARY KEY (id)
);
