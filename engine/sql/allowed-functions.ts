/**
 * The functions of DuckDB that statements may use.
 *
 * A list of what is allowed, not of what is forbidden, so that a new version of DuckDB opens no door. Left out
 * is whatever reads files, the network, settings, the environment, secrets or the catalog, runs SQL from a
 * string, keeps state, waits, or has no use in analysis. Names are compared without regard to case.
 */
import { macroNames } from './macros.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Operators are functions in the parser's tree. */
const operators = words(`
  + - * / // % ** ^ & | << >> ~ @ !__postfix || ^@ && @> <@ <-> <=> -> ->>
  ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape
`);

const aggregates = words(`
  any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null
  argmax argmin array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif
  covar_pop covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis
  kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile quantile_cont
  quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
  reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sumkahan var_pop var_samp variance
  wavg weighted_avg
`);

const windows = words(`
  cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number
`);

const texts = words(`
  array_to_string ascii bar base64 bin bit_length char_length character_length chr concat concat_ws contains
  damerau_levenshtein decode editdist3 encode ends_with format format_bytes from_base64 from_binary from_hex hamming
  hash hex instr jaccard jaro_similarity jaro_winkler_similarity lcase left left_grapheme len length length_grapheme
  levenshtein lower lpad ltrim md5 mismatches nfc_normalize octet_length ord parse_formatted_bytes pg_size_pretty
  position prefix printf regexp_escape regexp_extract regexp_extract_all regexp_full_match regexp_matches
  regexp_replace regexp_split_to_array repeat replace reverse right right_grapheme rpad rtrim sha1 sha256 split
  split_part starts_with str_split str_split_regex string_split string_split_regex string_to_array strip_accents
  strlen strpos substr substring substring_grapheme suffix to_base64 to_binary to_hex translate trim ucase unbin unhex
  unicode upper url_decode url_encode
`);

const numbers = words(`
  abs acos acosh add asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot degrees divide even exp
  factorial fdiv floor fmod gamma gcd greatest greatest_common_divisor isfinite isinf isnan lcm least
  least_common_multiple lgamma ln log log10 log2 mod multiply nextafter pi pow power radians random round round_even
  roundbankers sign signbit sin sinh sqrt subtract tan tanh to_base trunc xor
`);

const times = words(`
  age ago century current_date current_localtime current_localtimestamp date_add date_diff date_part date_sub
  date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch
  epoch_ms epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear julian last_day make_date
  make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond millennium millisecond
  minute month monthname nanosecond normalized_interval now quarter second strftime strptime time_bucket timezone
  timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds
  to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today transaction_timestamp try_strptime
  week weekday weekofyear year yearweek
`);

const lists = words(`
  apply array_aggr array_aggregate array_append array_apply array_cat array_concat array_contains array_distinct
  array_extract array_filter array_has array_has_all array_has_any array_indexof array_intersect array_length
  array_pop_back array_pop_front array_position array_prepend array_push_back array_push_front array_reduce
  array_resize array_reverse array_reverse_sort array_select array_slice array_sort array_transform array_unique
  array_value array_where array_zip filter flatten generate_series generate_subscripts list_aggr list_aggregate
  list_any_value list_append list_apply list_avg list_bool_and list_bool_or list_cat list_concat list_contains
  list_count list_distinct list_element list_extract list_filter list_first list_has list_has_all list_has_any
  list_histogram list_indexof list_intersect list_last list_max list_median list_min list_mode list_pack
  list_position list_prepend list_product list_reduce list_resize list_reverse list_reverse_sort list_select list_slice
  list_sort list_string_agg list_sum list_transform list_unique list_value list_where list_zip range reduce
  unpivot_list
`);

const structures = words(`
  cardinality element_at map map_concat map_contains map_entries map_extract map_extract_value map_from_entries
  map_keys map_values row struct_concat struct_contains struct_extract struct_extract_at struct_insert struct_keys
  struct_pack struct_update struct_values
`);

const json = words(`
  array_to_json from_json from_json_strict json json_array json_array_length json_contains json_exists json_extract
  json_extract_path json_extract_path_text json_extract_string json_group_array json_group_object
  json_group_structure json_keys json_merge_patch json_object json_pretty json_quote json_structure json_transform
  json_transform_strict json_type json_valid json_value row_to_json to_json
`);

const others = words(`
  alias coalesce current_catalog current_database current_schema current_user error gen_random_uuid ifnull nullif
  session_user typeof unnest user uuid
`);

/** Those of DuckDB by what they are for, in small letters. */
export const functionGroups = Object.freeze({
  operators,
  aggregates,
  windows,
  texts,
  numbers,
  times,
  lists,
  structures,
  json,
  others,
});

/** All of them, in small letters. */
export const allowedFunctions: readonly string[] = Object.freeze([
  ...Object.values(functionGroups).flat(),
  ...macroNames,
]);

const allowed: ReadonlySet<string> = new Set(allowedFunctions);

export const allowedTables: ReadonlySet<string> = new Set([
  'generate_series',
  'json_each',
  'range',
  'unnest',
]);

/** For operators, scalar functions, aggregates, window functions and our macros. */
export function isAllowedFunction(name: string): boolean {
  return allowed.has(name.toLowerCase());
}

/** For functions in FROM. */
export function isAllowedTableFunction(name: string): boolean {
  return allowedTables.has(name.toLowerCase());
}
