package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BadRows;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;

/// Undecodable input of a team: each of its readers reports to tables of its own pipeline.
final class Undecodable {
  private final List<SideTable> errors = new ArrayList<>();
  private final List<SideTable> letters = new ArrayList<>();
  private final List<Journal> errorJournals = new ArrayList<>();
  private final List<Journal> letterJournals = new ArrayList<>();
  private final boolean sends;

  /// @param keptRows how many rows each table keeps to be queried
  /// @param sends whether all of it is written elsewhere too
  Undecodable(String job, int pipelines, int keptRows, boolean sends) {
    this.sends = sends;
    for (int i = 0; i < pipelines; i++) {
      errors.add(SideTable.errors(job, keptRows));
      letters.add(SideTable.errors(job, sends ? Integer.MAX_VALUE : 0));
      errorJournals.add(new Journal(errors.getLast()));
      letterJournals.add(new Journal(letters.getLast()));
    }
  }

  /// What the readers report to, by pipeline.
  List<BadRows> takers() {
    List<BadRows> takers = new ArrayList<>();
    for (int i = 0; i < errors.size(); i++) {
      BadRows shown = errors.get(i).badRows();
      BadRows sent = letters.get(i).badRows();
      takers.add(
          sends
              ? (source, position, raw, reason) -> {
                shown.report(source, position, raw, reason);
                sent.report(source, position, raw, reason);
              }
              : shown);
    }
    return takers;
  }

  /// What can be queried of the first pipeline.
  SideTable errors() {
    return errors.getFirst();
  }

  /// What is to be written elsewhere of the first pipeline.
  SideTable letters() {
    return letters.getFirst();
  }

  /// Both tables of a pipeline.
  List<Journal> journals(int pipeline) {
    return List.of(errorJournals.get(pipeline), letterJournals.get(pipeline));
  }

  /// How many rows a pipeline could not decode.
  long total(int pipeline) {
    return errorJournals.get(pipeline).total();
  }
}
