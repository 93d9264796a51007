/**
 * The words that the editor paints and offers as keywords. PostgreSQL's full list has hundreds that are common
 * column names here, such as State, Id, Type or Name; these are the ones that shape a statement.
 */
export const keywords = [
  'all and any as asc between by case cast cross current_date current_timestamp delete desc describe distinct',
  'else end escape except exclude exists explain false fetch filter first following for from full group having',
  'ilike in inner insert intersect into is join last lateral left like limit natural not null nulls offset on',
  'only or order outer over partition preceding qualify range recursive replace returning right row rows select',
  'set similar some table then top true unbounded union unnest update using values when where window with',
].join(' ');

export const types = [
  'bigint boolean char date decimal double float integer interval json numeric precision real smallint text time',
  'timestamp uuid varchar',
].join(' ');

/** The functions that are offered, of the many that the engine knows. */
export const functions = [
  'abs any_value avg bool_and bool_or ceil coalesce concat concat_ws contains count date_diff date_part date_trunc',
  'dayname dense_rank ends_with first_value floor greatest lag last_day last_value',
  'lead least left length list lower lpad ltrim max median min mode month monthname now nth_value ntile nullif',
  'percent_rank quantile_cont rank regexp_extract regexp_matches regexp_replace replace round row_number rpad',
  'rtrim split_part starts_with stddev string_agg strftime substring sum today trim upper variance week',
  'weekday year',
].join(' ');
