-- One row: how much organisations differ, without showing any.
SELECT organisaties, midden, phi, buiten_95, buiten_998, laagste_derde, middelste_derde, hoogste_derde, methode, conf_status
FROM spreiding WHERE periode = $jaar ORDER BY periode LIMIT 1;
