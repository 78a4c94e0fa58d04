-- What the reader detected of a delivered file (kind, encoding, delimiter, header row, number of sheets), as JSON.
ALTER TABLE levering ADD COLUMN herkend VARCHAR;
