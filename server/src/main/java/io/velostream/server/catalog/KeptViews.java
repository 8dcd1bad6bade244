package io.velostream.server.catalog;

import io.velostream.engine.Session;
import io.velostream.engine.SharedView;
import io.velostream.server.log.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The materialized views of the server: each is kept once, by a session and a thread of its own,
/// and read by all other sessions. May be used by any thread.
public final class KeptViews implements AutoCloseable {
  private final Function<Runnable, Thread> threads;
  private final EventLog log;
  private final Map<Definition, ViewUpkeep> kept = new HashMap<>();
  private List<Definition> last = List.of();
  private boolean closed;

  /// @param threads makes those that keep views up to date while nobody reads them
  public KeptViews(Function<Runnable, Thread> threads, EventLog log) {
    this.threads = threads;
    this.log = log;
  }

  /// The view of a definition, which is kept from now on. Does not wait for it to be made.
  ///
  /// @param keeper opens a session that has it
  synchronized SharedView view(Definition definition, Function<Definition, Session> keeper) {
    ViewUpkeep known = kept.get(definition);
    if (known == null) {
      SharedView view = new SharedView(definition.name(), () -> keeper.apply(definition));
      known = new ViewUpkeep(definition.name(), view, log);
      if (!closed) {
        kept.put(definition, known);
        threads.apply(known).start();
      }
    }
    return known.view();
  }

  /// Ends the upkeep of those whose definitions are there no more.
  ///
  /// @param definitions all that there are
  /// @return whether they are others than the last time
  public boolean retain(List<Definition> definitions) {
    List<ViewUpkeep> over = new ArrayList<>();
    boolean changed;
    synchronized (this) {
      changed = !definitions.equals(last);
      last = definitions;
      kept.forEach((definition, upkeep) -> {
        if (!definitions.contains(definition)) {
          over.add(upkeep);
        }
      });
      kept.keySet().retainAll(definitions);
    }
    over.forEach(ViewUpkeep::end);
    return changed;
  }

  /// Ends the upkeep of all, and keeps none from now on.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    boolean _ = retain(List.of());
  }
}
