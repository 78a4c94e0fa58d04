-- one row per indicator of the release
SELECT indicator, naam_en AS naam
FROM indicator
ORDER BY indicator
