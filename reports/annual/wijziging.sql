-- One row a cause of changed figures since the previous release.
SELECT CASE WHEN $taal = 'nl' THEN label_nl ELSE label_en END AS label, klasse, organisatiemaanden FROM wijziging ORDER BY klasse, oorzaak;
