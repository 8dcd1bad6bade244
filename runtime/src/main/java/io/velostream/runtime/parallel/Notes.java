package io.velostream.runtime.parallel;

import java.util.List;

/// The journals that one task keeps.
record Notes(List<Journal> journals) {
  Notes {
    journals = List.copyOf(journals);
  }

  /// Notes the moment for all of them.
  void note(long moment) {
    for (Journal journal : journals) {
      journal.note(moment);
    }
  }
}
