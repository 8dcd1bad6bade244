package io.velostream.server.job;

import io.velostream.connector.spi.Quantities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a job is: fixed when it is created.
///
/// @param name unique without regard to letter case
/// @param sql one INSERT, statement set or CREATE … AS, as written
/// @param settings session settings that it runs with
/// @param annotations what its comments say, by name without the `@`
/// @param reads the relations and files that it reads
/// @param writes those that it writes
/// @param bounded whether its input comes to an end
/// @param metrics computed from the rows that it writes
public record JobSpec(
    String name,
    String sql,
    Map<String, String> settings,
    Map<String, String> annotations,
    Set<String> reads,
    Set<String> writes,
    boolean bounded,
    List<MetricSpec> metrics) {
  /// The annotation that says how much memory its state may take.
  public static final String STATE_LIMIT = "state_limit";

  /// A job without metrics of its own.
  public JobSpec(
      String name,
      String sql,
      Map<String, String> settings,
      Map<String, String> annotations,
      Set<String> reads,
      Set<String> writes,
      boolean bounded) {
    this(name, sql, settings, annotations, reads, writes, bounded, List.of());
  }

  public JobSpec {
    settings = Map.copyOf(settings);
    annotations = Map.copyOf(annotations);
    reads = Set.copyOf(reads);
    writes = Set.copyOf(writes);
    metrics = List.copyOf(metrics);
  }

  /// How many bytes its state may take.
  ///
  /// @param otherwise what jobs may have that do not say less
  public long mostStateBytes(long otherwise) {
    String own = annotations.get(STATE_LIMIT);
    return own == null ? otherwise : Math.min(otherwise, Quantities.bytes("@" + STATE_LIMIT, own));
  }

  /// What its name is compared by.
  public static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// A name for a job of this name that no other job has, fit to be that of a folder.
  ///
  /// @param moment of its making, in microseconds
  public String identity(long moment) {
    StringBuilder text = new StringBuilder();
    for (byte b : key(name).getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '_';
      text.append(plain ? String.valueOf((char) b) : "%%%02x".formatted(b & 0xFF));
    }
    return text + "." + Long.toString(moment, Character.MAX_RADIX);
  }

  /// Whether this one reads what the other writes.
  public boolean dependsOn(JobSpec other) {
    return reads.stream().anyMatch(other.writes::contains);
  }
}
