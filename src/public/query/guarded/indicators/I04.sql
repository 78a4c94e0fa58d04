-- One row: incidents on home visits by 1,000 home visits; empty while a month has no denominator that may be shown. Right where all who deliver know theirs.
-- per_1000_huisbezoeken is published as: per_1000_huisbezoeken, locatie, HUISBEZOEK
SELECT 1000.0 * count(*) / (SELECT CASE WHEN count(huisbezoeken) = count(*) THEN sum(huisbezoeken) END FROM noemer WHERE maand BETWEEN $1 AND $2) AS per_1000_huisbezoeken
FROM voorval
WHERE maand BETWEEN $1 AND $2 AND locatie = 'HUISBEZOEK'
