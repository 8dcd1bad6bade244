package io.velostream.sql.validate;

import java.util.List;
import java.util.Set;

/// What is known when an error is explained.
///
/// @param tables names of all tables
/// @param aliases names that stand for tables in the statement
/// @param columns names of columns of the tables that the statement reads
/// @param fields names of fields of ROWs among these columns
/// @param rows names, in upper case, that have a dot behind them and are none of tables
/// @param functions names of all functions
record KnownNames(
    List<String> tables,
    List<String> aliases,
    List<String> columns,
    List<String> fields,
    Set<String> rows,
    List<String> functions) {}
