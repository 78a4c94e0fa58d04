-- one row per indicator of the release
SELECT indicator, naam_nl AS naam
FROM indicator
ORDER BY indicator
