package io.velostream.connector.spi;

import io.velostream.columnar.Schema;
import java.util.Map;
import java.util.Optional;

/// Finds the other tables of a session, for a connector whose table depends on one.
@FunctionalInterface
public interface TableLookup {
  /// No tables.
  TableLookup NONE = _ -> Optional.empty();

  /// The table of that name; letter case does not count.
  Optional<Table> find(String name);

  /// A table that exists.
  ///
  /// @param options as given in WITH
  /// @param schema the columns that its connector delivers
  record Table(String name, Map<String, String> options, Schema schema) {}
}
