package io.velostream.sql.reference;

import io.velostream.sql.reference.FunctionEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// All functions of SQL. What is described here works: tests run every example.
public final class FunctionReference {
  /// The text files, in the order of the documentation.
  private static final List<String> PAGES =
      List.of(
          "operators",
          "numbers",
          "text",
          "patterns",
          "encoding",
          "time",
          "collections",
          "headers",
          "json",
          "xml",
          "geometry",
          "conditions",
          "aggregates",
          "over",
          "tables",
          "rows");

  private FunctionReference() {}

  /// All categories.
  public static List<FunctionPage> pages() {
    return Loaded.PAGES;
  }

  /// The function of that name, in any letter case.
  public static Optional<FunctionEntry> find(String name) {
    return Optional.ofNullable(Loaded.BY_NAME.get(name.toUpperCase(Locale.ROOT)));
  }

  /// All names to call functions by, sorted; operators are not among them.
  public static List<String> names() {
    return Loaded.NAMES;
  }

  /// Read when it is first asked for: queries do without.
  private static final class Loaded {
    static final List<FunctionPage> PAGES =
        FunctionReference.PAGES.stream()
            .map(name -> new PageReader(name).read(text(name)))
            .toList();
    static final Map<String, FunctionEntry> BY_NAME = byName();
    static final List<String> NAMES =
        List.copyOf(
            new TreeSet<>(
                BY_NAME.entrySet().stream()
                    .filter(e -> e.getValue().kind() != Kind.OPERATOR)
                    .map(Map.Entry::getKey)
                    .toList()));

    private static Map<String, FunctionEntry> byName() {
      Map<String, FunctionEntry> found = new HashMap<>();
      for (FunctionPage page : PAGES) {
        for (FunctionEntry entry : page.entries()) {
          entry.names().forEach(name -> found.putIfAbsent(name, entry));
        }
      }
      return Map.copyOf(found);
    }

    private static String text(String page) {
      String file = page + ".txt";
      try (InputStream in = FunctionReference.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the file " + file + " is missing");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
