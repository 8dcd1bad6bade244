package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.plan.TableDescription;
import java.util.Map;

/// Which tables live in memory: those without a `connector` option.
final class MemoryTables {
  private MemoryTables() {}

  static boolean isInMemory(Map<String, String> options) {
    return !options.containsKey(OptionChecker.CONNECTOR);
  }

  /// The connector of a table that is not in memory.
  static Connector connector(Connectors connectors, TableDescription table) {
    String name = table.options().get(OptionChecker.CONNECTOR);
    if (name == null) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT, "the table '" + table.name() + "' has no connector");
    }
    return connectors.get(name);
  }
}
