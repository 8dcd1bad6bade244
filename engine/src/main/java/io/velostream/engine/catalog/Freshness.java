package io.velostream.engine.catalog;

import java.util.ArrayList;
import java.util.List;

/// How far the rows of a view are what they would be if its query were run now.
///
/// @param isBehind whether some of what has arrived was not taken in
/// @param notes what whoever reads the rows should know
public record Freshness(boolean isBehind, List<String> notes) {
  /// Of rows that are up to date.
  public static final Freshness UP_TO_DATE = new Freshness(false, List.of());

  public Freshness {
    notes = List.copyOf(notes);
  }

  /// That of rows which follow from others, too.
  public Freshness and(Freshness other) {
    List<String> both = new ArrayList<>(notes);
    both.addAll(other.notes);
    return new Freshness(isBehind || other.isBehind, both);
  }
}
