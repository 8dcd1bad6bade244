package io.velostream.engine;

import java.util.ArrayList;
import java.util.List;

/// What a run has put aside, as tests compare it.
final class SideRows {
  private SideRows() {}

  /// The rows of a side table in its order; none if there is no such table.
  static List<String> of(Session session, String name) {
    List<String> rows = new ArrayList<>();
    if (session.tables().stream().anyMatch(known -> known.name().equals(name))) {
      try (Rows aside = session.query("SELECT * FROM \"" + name + '"')) {
        while (aside.next()) {
          rows.add(aside.text());
        }
      }
    }
    return rows;
  }
}
