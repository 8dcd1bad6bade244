package io.velostream.server.catalog;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.server.log.EventLog;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes sessions that see the server's catalogue. May be used by any thread.
///
/// @param views those that are kept, and not made anew by each session
/// @param world what the sessions see of files: roots confine them
/// @param settings what they start with
public record Sessions(
    ServerCatalog catalog,
    KeptViews views,
    World world,
    Map<String, String> settings,
    EventLog log) {
  /// How long the upkeep of a view may keep others from reading it.
  private static final String TURN = "200 ms";

  public Sessions {
    settings = Map.copyOf(settings);
  }

  /// A session with all definitions.
  public Session open() {
    return openWith(catalog.all(), Long.MAX_VALUE);
  }

  /// Has the materialized views kept that there are, and no others.
  public void keepViews() {
    if (views.retain(catalog.all())) {
      open().close();
    }
  }

  /// A session for a run of a job, with all definitions but that which the job makes itself.
  public Session openFor(String job) {
    List<Definition> all = catalog.all();
    Optional<Definition> own = all.stream().filter(d -> d.job().equalsIgnoreCase(job)).findFirst();
    return openWith(all.stream().filter(d -> !Optional.of(d).equals(own)).toList(), Long.MAX_VALUE);
  }

  /// A session that keeps a materialized view. It sees those that were made before.
  private Session openToKeep(Definition view) {
    Session session = openWith(catalog.all(), view.number());
    try {
      session.set("view.max-wait", TURN);
      session.execute(view.sql());
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /// A session with some definitions.
  ///
  /// A definition that cannot be made (its file is gone, say) is left out, and the log says so: it
  /// must not keep what does not use it from running.
  ///
  /// @param end materialized views of this number or a greater one are left out
  private Session openWith(List<Definition> definitions, long end) {
    Session session = Session.open(world);
    try {
      settings.forEach(session::set);
      List<Definition> left = new ArrayList<>(definitions);
      // One may have been replaced after those that use it were made.
      while (!left.isEmpty()
          && left.removeIf(definition -> define(session, definition, end, false))) {}
      left.forEach(definition -> define(session, definition, end, true));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private boolean define(Session session, Definition definition, long end, boolean last) {
    try {
      Statement statement = session.parse(definition.sql()).getFirst();
      if (!statement.isMaterializedView()) {
        session.execute(definition.sql());
      } else if (definition.number() < end) {
        session.attach(statement, views.view(definition, this::openToKeep));
      }
      return true;
    } catch (UserException | EnvironmentException e) {
      if (last) {
        log.warn(
            "definition.unusable",
            "name",
            definition.name(),
            "message",
            String.valueOf(e.getMessage()));
      }
      return false;
    }
  }
}
