package io.velostream.runtime.parallel;

import java.util.List;

/// The journals that one task keeps.
record Notes(List<Journal> journals) {
  Notes {
    journals = List.copyOf(journals);
  }

  /// Takes out all that was noted, by journal.
  List<Journal> take() {
    return journals.stream().map(Journal::take).toList();
  }

  /// Notes the moment for all of them.
  void note(long moment) {
    for (Journal journal : journals) {
      journal.note(moment);
    }
  }
}
