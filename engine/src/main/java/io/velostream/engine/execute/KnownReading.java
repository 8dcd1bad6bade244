package io.velostream.engine.execute;

import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.plan.TableDescription;
import io.velostream.plan.stage.TableReading;
import java.util.Optional;

/// How the tables of a session can be read.
///
/// @param connectors all that there are
public record KnownReading(Connectors connectors) implements TableReading {
  @Override
  public Optional<String> alone(TableDescription table) {
    return isKnown(table)
        ? MemoryTables.connector(connectors, table).readsAlone(table.options())
        : Optional.empty();
  }

  @Override
  public boolean loadsFirst(TableDescription table) {
    return isKnown(table) && MemoryTables.connector(connectors, table).isKeyed();
  }

  private static boolean isKnown(TableDescription table) {
    return table.options().containsKey(OptionChecker.CONNECTOR);
  }
}
