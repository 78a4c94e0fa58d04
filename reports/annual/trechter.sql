-- One row a step of the funnel of reports to the police, each with its own denominator.
SELECT naam AS code, trede,
  CASE WHEN $taal = 'nl' THEN CASE naam WHEN 'alle' THEN 'Alle voorvallen' WHEN 'strafbaar' THEN 'Mogelijk strafbaar' WHEN 'geprobeerd' THEN 'Aangifte geprobeerd'
    WHEN 'opgenomen' THEN 'Aangifte opgenomen' WHEN 'vpt' THEN 'Met code Veilige Publieke Taak' WHEN 'vervolgd' THEN 'Vervolgd' WHEN 'afgedaan' THEN 'Afgedaan met straf of maatregel' END
  ELSE CASE naam WHEN 'alle' THEN 'All incidents' WHEN 'strafbaar' THEN 'Possibly a crime' WHEN 'geprobeerd' THEN 'Report to the police tried'
    WHEN 'opgenomen' THEN 'Report recorded' WHEN 'vpt' THEN 'With code Safe Public Task' WHEN 'vervolgd' THEN 'Prosecuted' WHEN 'afgedaan' THEN 'Disposed of with a sanction' END END AS label,
  aandeel, onder, boven, teller, van, bekend, onbekend, conf_status
FROM trechter WHERE periode = $jaar AND naam <> 'alle'
ORDER BY trede;
