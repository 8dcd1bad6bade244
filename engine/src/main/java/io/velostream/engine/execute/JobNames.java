package io.velostream.engine.execute;

import io.velostream.engine.JobKeeping;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names the jobs of a session after their targets, in the same way whenever the same statements
/// run in the same order: the second one that writes to `t` is `t-2`.
public final class JobNames {
  private final Map<String, Integer> used = new HashMap<>();
  private @Nullable JobKeeping keeping;

  /// Has the jobs kept by a program from now on.
  public void keep(JobKeeping wanted) {
    keeping = wanted;
  }

  /// How a program keeps the jobs, if it does.
  Optional<JobKeeping> keeping() {
    return Optional.ofNullable(keeping);
  }

  /// The name of the next job that writes to a table, fit to be that of a folder.
  String next(String table) {
    String name = encoded(table.toLowerCase(Locale.ROOT));
    int number = used.merge(name, 1, Integer::sum);
    return number == 1 ? name : name + "-" + number;
  }

  private static String encoded(String table) {
    StringBuilder name = new StringBuilder();
    for (byte b : table.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '_';
      name.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xFF));
    }
    return name.toString();
  }
}
