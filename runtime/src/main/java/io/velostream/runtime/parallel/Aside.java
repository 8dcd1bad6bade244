package io.velostream.runtime.parallel;

import io.velostream.runtime.table.SideTable;
import java.util.List;

/// What a run puts aside besides late rows. All of it is done on the thread that called the run.
///
/// @param letters takes the undecodable input that is written elsewhere, now and then and before
///   each end of an epoch
/// @param refused by plan, where its writer reports rows that it refuses; the run empties it, and
///   shows them behind the undecodable input that was read meanwhile
public record Aside(LetterTaker letters, List<SideTable> refused) {
  public Aside {
    refused = List.copyOf(refused);
  }

  /// Nobody wants letters, and the writer refuses nothing.
  ///
  /// @param job names the side tables
  public static Aside nothing(String job) {
    return new Aside(LetterTaker.NONE, List.of(SideTable.errors(job, 0)));
  }

  /// Moves the rows that were refused to where they are shown.
  void showRefused(List<PutAside> tables) {
    for (int i = 0; i < tables.size(); i++) {
      SideTable rows = refused.get(i).take();
      tables.get(i).errors().addAll(rows, 0, rows.count());
    }
  }
}
