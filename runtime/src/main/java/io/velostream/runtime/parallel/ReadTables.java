package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.TurnReader;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.runtime.job.LastInput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The tables that a crew reads, by their numbers: says for people where in them something lies.
/// Any thread may ask.
record ReadTables(List<Table> tables) {
  ReadTables {
    tables = List.copyOf(tables);
  }

  /// A table.
  ///
  /// @param reader the first of its readers
  record Table(String name, BatchReader reader) {
    private List<InputRange> ranges(InputSpans spans, int table) {
      List<InputRange> ranges = new ArrayList<>();
      for (int i = 0; i < spans.count(); i++) {
        if (spans.table(i) == table) {
          ranges.addAll(
              reader instanceof TurnReader turns
                  ? turns.placesOf(spans.first(i), spans.last(i))
                  : List.of(reader.rangeOf(spans.part(i), spans.first(i), spans.last(i))));
        }
      }
      return ranges;
    }
  }

  /// These tables, and those of another crew after them.
  ReadTables and(ReadTables others) {
    return new ReadTables(Stream.of(tables, others.tables).flatMap(List::stream).toList());
  }

  int count() {
    return tables.size();
  }

  /// Where those spans lie: in tables that have part in them, or somewhere in all if none has.
  LastInput placesOf(InputSpans spans) {
    List<LastInput.OfSource> sources = new ArrayList<>();
    for (int t = 0; t < tables.size(); t++) {
      List<InputRange> ranges = tables.get(t).ranges(spans, t);
      if (!ranges.isEmpty()) {
        sources.add(new LastInput.OfSource(tables.get(t).name(), ranges));
      }
    }
    return sources.isEmpty()
        ? LastInput.somewhereIn(tables.stream().map(Table::name).toList())
        : new LastInput(sources);
  }
}
