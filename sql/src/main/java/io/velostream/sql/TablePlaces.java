package io.velostream.sql;

import io.velostream.plan.TableDescription;
import java.util.List;
import java.util.Objects;

/// Whether two tables may hold the same rows: they have one name, or their options name one place.
final class TablePlaces {
  private static final List<String> PLACES = List.of("topic", "table-name", "url");
  private static final String PATH = "path";

  private TablePlaces() {}

  /// Whether what is written to one may be read from the other. Rather yes than no.
  static boolean overlap(TableDescription one, TableDescription other) {
    return one.name().equalsIgnoreCase(other.name())
        || (isSame(one, other, "connector") && areOfOnePlace(one, other));
  }

  private static boolean areOfOnePlace(TableDescription one, TableDescription other) {
    String path = one.options().get(PATH);
    String otherPath = other.options().get(PATH);
    if (path != null && otherPath != null) {
      String fixed = withoutPattern(path);
      String otherFixed = withoutPattern(otherPath);
      return fixed.startsWith(otherFixed) || otherFixed.startsWith(fixed);
    }
    return PLACES.stream().anyMatch(one.options()::containsKey)
        && PLACES.stream().allMatch(place -> isSame(one, other, place));
  }

  /// The part of a path in front of its first wildcard, and of the end of a folder's name.
  private static String withoutPattern(String path) {
    String[] parts = path.split("[*?{\\[]", 2);
    return parts[0].endsWith("/") ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
  }

  private static boolean isSame(TableDescription one, TableDescription other, String option) {
    return Objects.equals(one.options().get(option), other.options().get(option));
  }
}
