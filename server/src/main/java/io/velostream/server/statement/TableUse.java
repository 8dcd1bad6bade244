package io.velostream.server.statement;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.engine.TableInfo;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobStatus;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What tables and views are there for: which jobs use them, and whether a server can keep them.
final class TableUse {
  private final Session session;
  private final JobManager jobs;

  TableUse(Session session, JobManager jobs) {
    this.session = session;
    this.jobs = jobs;
  }

  /// A table in memory would be gone with this request's session.
  void requireConnector(String name) {
    if (createText(name).filter(text -> !text.contains("'connector' = ")).isPresent()) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "the table '" + name + "' lives in memory, which a server does not keep")
          .hint("give it a connector: WITH ('connector' = 'file', …)");
    }
  }

  /// The statement that makes a table or stream; nothing for a view.
  Optional<String> createText(String name) {
    return session.tables().stream()
        .filter(table -> table.name().equalsIgnoreCase(name))
        .filter(table -> table.kind() != TableInfo.Kind.VIEW)
        .findFirst()
        .map(table -> {
          String sql = "SHOW CREATE %s %s".formatted(table.kind(), quoted(table.name()));
          try (Rows rows = session.query(sql)) {
            rows.next();
            return Objects.requireNonNull(rows.getString(0));
          }
        });
  }

  /// @param participle what it cannot be then
  void requireUnused(String name, String participle) {
    Predicate<JobSpec> uses = isView(name) ? spec -> mentions(spec.sql(), name) : usesTable(name);
    for (JobStatus job : jobs.all()) {
      if (uses.test(job.spec())) {
        throw new UserException(
                ErrorCode.INVALID_STATEMENT,
                "'%s' is used by the job '%s' and cannot be %s"
                    .formatted(name, job.spec().name(), participle))
            .hint("DROP JOB " + job.spec().name() + " first");
      }
    }
  }

  private boolean isView(String name) {
    return session.tables().stream()
        .anyMatch(t -> t.kind() == TableInfo.Kind.VIEW && t.name().equalsIgnoreCase(name));
  }

  private static boolean mentions(String sql, String name) {
    return Pattern.compile("(?iu)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
        .matcher(sql)
        .find();
  }

  private Predicate<JobSpec> usesTable(String name) {
    Set<String> table = new HashSet<>(Set.of(JobSpec.key(name)));
    try {
      table.addAll(session.flow(session.parse("SELECT * FROM " + quoted(name)).getFirst()).reads());
    } catch (UserException _) {
      table.add(JobSpec.key(name)); // it can only be written to, or is not there
    }
    return spec ->
        table.stream().anyMatch(t -> spec.reads().contains(t) || spec.writes().contains(t));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
