package io.velostream.benchmarks.measure;

import java.util.Map;

/// How a query is driven.
///
/// @param name `direct` is one thread calling the pipeline in a loop with no job around it,
///   `simple` a job of one pipeline, `adaptive` a job of several
/// @param pipelines how many
public record Mode(String name, int pipelines) {
  /// No job around it.
  public static final Mode DIRECT = new Mode("direct", 1);

  /// A job of one pipeline.
  public static final Mode SIMPLE = new Mode("simple", 1);

  /// A job of several pipelines.
  public static Mode adaptive(int pipelines) {
    return new Mode("adaptive", pipelines);
  }

  /// A job of so many pipelines.
  public static Mode job(int pipelines) {
    return pipelines == 1 ? SIMPLE : adaptive(pipelines);
  }

  /// Whether there is no job around the query.
  public boolean isDirect() {
    return equals(DIRECT);
  }

  /// The settings that make it so.
  Map<String, String> settings() {
    return Map.of("job.mode", name, "parallelism", Integer.toString(pipelines));
  }

  @Override
  public String toString() {
    return pipelines == 1 ? name : name + "(" + pipelines + ")";
  }
}
