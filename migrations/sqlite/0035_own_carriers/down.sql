DROP TABLE own_carriers;
