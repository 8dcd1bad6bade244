package io.velostream.engine.execute;

import io.velostream.runtime.job.PlanFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The queries of a session that are under way.
public final class OpenQueries {
  private final List<Supplier<List<PlanFigures>>> open = new ArrayList<>();

  void add(Supplier<List<PlanFigures>> query) {
    open.add(query);
  }

  void remove(Supplier<List<PlanFigures>> query) {
    open.remove(query);
  }

  /// How the nodes of each stand, in the order of their opening.
  List<List<PlanFigures>> figures() {
    return open.stream().map(Supplier::get).toList();
  }
}
