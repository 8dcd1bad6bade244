package io.velostream.sql;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.UserAggregate;
import io.velostream.expression.user.UserFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the compiler may know about tables. Names are matched without regard to letter case.
public interface CatalogView {
  /// The table, stream or view of that name.
  Optional<TableDefinition> find(String name);

  /// All names, for "did you mean" hints.
  List<String> names();

  /// The functions that queries may call besides the built-in ones.
  default List<UserFunction> functions() {
    return List.of();
  }

  /// The aggregate functions that queries may call besides the built-in ones.
  default List<UserAggregate> aggregates() {
    return List.of();
  }

  /// The table functions that queries may call besides the windows.
  default List<TableFunction> tableFunctions() {
    return List.of();
  }

  /// The table that a quoted path stands for (`FROM 'trades.csv'`), its columns inferred.
  ///
  /// @throws io.velostream.columnar.error.UserException when there is no such file, or its columns
  ///   cannot be told
  TableDefinition file(String path);

  /// The same with options besides those that the path tells.
  default TableDefinition file(String path, Map<String, String> options) {
    if (options.isEmpty()) {
      return file(path);
    }
    throw new UserException(ErrorCode.NOT_SUPPORTED, "files take no options here");
  }

  /// The table that a quoted path stands for where it is written to (`INSERT INTO 'out.csv'`).
  ///
  /// @param schema the columns that will be written
  /// @throws io.velostream.columnar.error.UserException when the format cannot be told from the
  ///   name
  default TableDefinition newFile(String path, Schema schema) {
    return TableDefinition.ofColumns(path, schema, Map.of("connector", "file", "path", path), true);
  }

  /// The columns that a table with such options has, found by its connector.
  ///
  /// @throws io.velostream.columnar.error.UserException when it cannot tell them
  default Schema columns(Map<String, String> options) {
    throw new UserException(ErrorCode.INVALID_STATEMENT, "the table has no columns")
        .hint("list them in parentheses: (id BIGINT, …), or add AS SELECT …");
  }

  /// The options of a table whose columns are found, with what the finding goes by, so that the
  /// definition tells it.
  default Map<String, String> sampled(Map<String, String> options) {
    return options;
  }

  /// Whether a reader of a table with such options makes use of bounds on its columns.
  default boolean usesBounds(Map<String, String> options) {
    return false;
  }

  /// What the connector of a table with such options knows of its records besides their columns.
  default List<SystemColumns.Known> knownOfRecords(Map<String, String> options) {
    return List.of();
  }

  /// Whether rows of a table with such options can be found by their keys.
  default boolean findsByKey(Map<String, String> options) {
    return false;
  }

  /// Whether rows read of a table with such options replace each other by primary key.
  default boolean isKeyed(Map<String, String> options) {
    return false;
  }

  /// Whether rows read of a table with such options can be retractions.
  default boolean isChangelog(Map<String, String> options) {
    return false;
  }

  /// Whether reading a table with such options comes to an end.
  default boolean isBounded(Map<String, String> options) {
    return !"kafka".equals(options.get("connector"));
  }
}
