package io.velostream.server.catalog;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.server.log.EventLog;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes sessions that see the server's catalogue. May be used by any thread.
///
/// @param world what the sessions see of files: roots confine them
/// @param settings what they start with
public record Sessions(
    ServerCatalog catalog, World world, Map<String, String> settings, EventLog log) {
  public Sessions {
    settings = Map.copyOf(settings);
  }

  /// A session with all definitions.
  public Session open() {
    return openWithout("");
  }

  /// A session for a run of a job, with all definitions but that which the job makes itself.
  public Session openFor(String job) {
    return openWithout(
        catalog.all().stream()
            .filter(d -> d.job().equalsIgnoreCase(job))
            .findFirst()
            .map(Definition::name)
            .orElse(""));
  }

  /// A session with all definitions but one.
  ///
  /// A definition that cannot be made (its file is gone, say) is left out, and the log says so: it
  /// must not keep what does not use it from running.
  private Session openWithout(String name) {
    Session session = Session.open(world);
    try {
      settings.forEach(session::set);
      List<Definition> left = new ArrayList<>(catalog.all());
      left.removeIf(d -> d.name().equalsIgnoreCase(name));
      // One may have been replaced after those that use it were made.
      while (!left.isEmpty() && left.removeIf(definition -> define(session, definition, false))) {}
      left.forEach(definition -> define(session, definition, true));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private boolean define(Session session, Definition definition, boolean last) {
    try {
      session.execute(definition.sql());
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
