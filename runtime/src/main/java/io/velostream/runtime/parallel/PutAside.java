package io.velostream.runtime.parallel;

import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;

/// What a plan of a run has put aside, as one pipeline would have.
///
/// @param late the tables of late rows
/// @param errors undecodable input
public record PutAside(List<SideTable> late, SideTable errors) {
  public PutAside {
    late = List.copyOf(late);
  }

  /// Each kind in a table of its own, in the order in which they are saved.
  public List<SideTable> all() {
    List<SideTable> tables = new ArrayList<>(late);
    tables.add(errors);
    return tables;
  }

  /// How many rows were late.
  long lateRows() {
    return late.stream().mapToLong(SideTable::count).sum();
  }
}
