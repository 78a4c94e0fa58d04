/** Functions that free SQL over protected answers may call: numbers, texts, dates, lists, aggregates, windows. None reads anything but its arguments. */

const words = (list: string): string[] => list.trim().split(/\s+/);

export const functions: ReadonlySet<string> = new Set([
  ...words('+ - * / // % ** ^ || ~~ !~~ ~~* !~~* ~ !~ & | << >> @ ~~~ not_like_escape like_escape ilike_escape not_ilike_escape'),
  ...words('abs ceil ceiling floor round round_even trunc sign sqrt cbrt pow power exp ln log log2 log10 pi mod fmod divide multiply add subtract greatest least degrees radians'),
  ...words('sin cos tan asin acos atan atan2 isnan isinf isfinite even factorial gamma lgamma gcd lcm nextafter'),
  ...words('coalesce ifnull nullif if constant_or_null'),
  ...words('length len lower upper lcase ucase trim ltrim rtrim concat concat_ws substr substring left right replace reverse repeat lpad rpad position instr strpos contains'),
  ...words('starts_with ends_with prefix suffix split_part string_split str_split printf format regexp_matches regexp_replace regexp_extract regexp_full_match chr ascii unicode'),
  ...words('translate initcap strip_accents nfc_normalize'),
  ...words('date_part datepart date_trunc datetrunc year month quarter day make_date strftime strptime try_strptime date_diff datediff date_add last_day to_days to_months to_years to_weeks'),
  ...words('count count_star count_if countif sum sum_no_overflow kahan_sum fsum avg mean favg min max product median mode quantile quantile_cont quantile_disc percentile_cont percentile_disc'),
  ...words('stddev stddev_samp stddev_pop variance var_samp var_pop corr covar_samp covar_pop regr_slope regr_intercept regr_r2 regr_count regr_avgx regr_avgy skewness kurtosis sem'),
  ...words('bool_and bool_or first last any_value arg_max arg_min argmax argmin max_by min_by string_agg group_concat listagg list array_agg histogram approx_count_distinct entropy mad'),
  ...words('row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value'),
  ...words('list_value list_sum list_avg list_min list_max list_sort list_reverse_sort list_contains list_distinct list_extract list_element list_concat list_aggregate list_transform list_filter'),
  ...words('array_extract array_length array_slice list_slice unnest range generate_series struct_pack struct_extract row map map_extract element_at'),
  ...words('typeof alias'),
]);

export const tableFunctions: ReadonlySet<string> = new Set(['range', 'generate_series', 'unnest']);
