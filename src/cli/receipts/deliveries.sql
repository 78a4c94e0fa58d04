-- One row a delivery, in the order in which the store took them in, with what a receipt says of it.
SELECT l.levering_id AS id, l.organisatie, l.soort, l.periode, l.van_maand, l.tot_maand, CAST(l.geleverd AS VARCHAR) AS geleverd,
  l.codeboek, l.koppeling_versie, l.bestand_sha256, l.inhoud_sha256,
  (SELECT to_json(list({'oordeel': o.oordeel, 'aantal': o.aantal} ORDER BY o.oordeel)) FROM oordeel o WHERE o.levering_id = l.levering_id) AS oordelen
FROM levering l
ORDER BY l.levering_id;
