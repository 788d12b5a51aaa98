-- What is asked of the store, each under its name. The tables come first.

-- tables
CREATE TABLE IF NOT EXISTS people (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, back TEXT UNIQUE, since REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS browsers (
  word TEXT PRIMARY KEY,
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  seen REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS dossiers (
  folded TEXT PRIMARY KEY, name TEXT NOT NULL, since REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS members (
  dossier TEXT NOT NULL REFERENCES dossiers ON DELETE CASCADE ON UPDATE CASCADE,
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  since REAL NOT NULL, origin TEXT, PRIMARY KEY (dossier, person)) STRICT;
CREATE TABLE IF NOT EXISTS invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT UNIQUE NOT NULL,
  dossier TEXT NOT NULL REFERENCES dossiers ON DELETE CASCADE ON UPDATE CASCADE,
  person TEXT REFERENCES people ON DELETE CASCADE,
  ends REAL NOT NULL, taken INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- keep
INSERT OR REPLACE INTO kept VALUES (?, ?);

-- kept
SELECT value FROM kept WHERE name = ?;

-- person is new
INSERT INTO people (id, name, since) VALUES (?, ?, ?);

-- person is named
UPDATE people SET name = ? WHERE id = ?;

-- link is given
UPDATE people SET back = ? WHERE id = ?;

-- person of link
SELECT id, name FROM people WHERE back = ?;

-- browser enters
INSERT INTO browsers VALUES (?, ?, ?);

-- person of browser
SELECT id, name, seen FROM browsers JOIN people ON person = id WHERE word = ?;

-- browser is seen
UPDATE browsers SET seen = ? WHERE word = ?;

-- browser leaves
DELETE FROM browsers WHERE word = ?;

-- browsers of person leave
DELETE FROM browsers WHERE person = ?;

-- browsers of long ago
DELETE FROM browsers WHERE seen < ?;

-- dossier is known
SELECT 1 FROM dossiers WHERE folded = ?;

-- dossier is new
INSERT OR IGNORE INTO dossiers VALUES (?, ?, ?);

-- dossier is moved
UPDATE dossiers SET folded = ?, name = ? WHERE folded = ?;

-- dossier is gone
DELETE FROM dossiers WHERE folded = ?;

-- member is new
INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?);

-- member goes
DELETE FROM members WHERE dossier = ? AND person = ?;

-- dossiers of person
SELECT d.name FROM members m JOIN dossiers d ON m.dossier = d.folded
WHERE m.person = ? ORDER BY d.folded;

-- copies of person
SELECT d.name FROM members m JOIN dossiers d ON m.dossier = d.folded
WHERE m.person = ? AND m.origin = ? ORDER BY m.since DESC;

-- members of dossier
SELECT p.id, p.name FROM members m JOIN people p ON m.person = p.id
WHERE m.dossier = ? ORDER BY m.since;

-- invitation is new
INSERT INTO invitations (word, dossier, person, ends) VALUES (?, ?, ?, ?);

-- invitation of link
SELECT i.id, d.name, coalesce(p.name, ''), i.ends, i.taken FROM invitations i
JOIN dossiers d ON i.dossier = d.folded LEFT JOIN people p ON i.person = p.id
WHERE i.word = ? AND i.ends > ?;

-- invitations of dossier
SELECT i.id, d.name, coalesce(p.name, ''), i.ends, i.taken FROM invitations i
JOIN dossiers d ON i.dossier = d.folded LEFT JOIN people p ON i.person = p.id
WHERE i.dossier = ? AND i.ends > ? ORDER BY i.id;

-- invitation is taken
UPDATE invitations SET taken = taken + 1 WHERE id = ?;

-- invitation is withdrawn
DELETE FROM invitations WHERE id = ? AND dossier = ?;

-- invitations of person are withdrawn
DELETE FROM invitations WHERE dossier = ? AND person = ?;

-- invitations of long ago
DELETE FROM invitations WHERE ends < ?;
