package io.velostream.runtime.job;

import io.velostream.connector.spi.InputRange;
import java.util.List;
import java.util.stream.Collectors;

/// What a run was working on, source by source; in words `trades rows 4097 to 8192`.
///
/// @param sources in the order in which they are opened; empty when nothing had been read
public record LastInput(List<OfSource> sources) {
  private static final int MOST_NAMED = 3;

  /// Nothing.
  public static final LastInput NONE = new LastInput(List.of());

  public LastInput {
    sources = List.copyOf(sources);
  }

  /// What was read from one source.
  ///
  /// @param name of the source
  /// @param ranges where that lies; empty when nobody can tell
  public record OfSource(String name, List<InputRange> ranges) {
    public OfSource {
      ranges = List.copyOf(ranges);
    }

    private boolean overlaps(OfSource other) {
      return name.equals(other.name)
          && ranges.stream().anyMatch(range -> other.ranges.stream().anyMatch(range::overlaps));
    }

    @Override
    public String toString() {
      if (ranges.isEmpty()) {
        return name;
      }
      String named =
          ranges.stream()
              .limit(MOST_NAMED)
              .map(InputRange::toString)
              .collect(Collectors.joining(" and "));
      int more = ranges.size() - MOST_NAMED;
      return name + " " + named + (more > 0 ? " and %d more ranges".formatted(more) : "");
    }
  }

  /// Sources of which nobody can tell where they were read last.
  public static LastInput somewhereIn(List<String> names) {
    return new LastInput(names.stream().map(name -> new OfSource(name, List.of())).toList());
  }

  /// Whether there is nothing.
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /// Whether it is told of some source where that was read.
  public boolean isPlaced() {
    return sources.stream().anyMatch(source -> !source.ranges.isEmpty());
  }

  /// Whether both may hold the same rows. A run that goes on from elsewhere cuts its input at other
  /// places, so that the same row lies in ranges that are not the same but have it in common. Where
  /// it is not known where in its sources something lies, the same sources are all that is asked
  /// for.
  public boolean overlaps(LastInput other) {
    if (!isPlaced() && !other.isPlaced()) {
      return sources.equals(other.sources);
    }
    return sources.stream().anyMatch(own -> other.sources.stream().anyMatch(own::overlaps));
  }

  @Override
  public String toString() {
    return sources.stream().map(OfSource::toString).collect(Collectors.joining(", "));
  }
}
