package io.velostream.plan.stage;

import io.velostream.plan.TableDescription;
import java.util.Optional;

/// What is known of how tables can be read, for whoever explains a plan.
public interface TableReading {
  /// Nothing is known.
  TableReading UNKNOWN =
      new TableReading() {
        @Override
        public Optional<String> alone(TableDescription table) {
          return Optional.empty();
        }

        @Override
        public boolean loadsFirst(TableDescription table) {
          return false;
        }
      };

  /// Why a table is read by one pipeline however many there are, such as `it is compressed`;
  /// nothing when they can share it.
  Optional<String> alone(TableDescription table);

  /// Whether rows of other tables wait until those that it has are read.
  boolean loadsFirst(TableDescription table);
}
