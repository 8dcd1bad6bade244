package io.velostream.sql.reference;

import io.velostream.sql.reference.FunctionEntry.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the text file of a page.
///
/// Blocks are parted by empty lines; the first is about the page (`title`, `kind`, `about`), each
/// other one is a function (`name`, `form`, `does`, `null`, `example`). A line is a key, a colon
/// and text; a line that starts with a blank goes on with the text of the line before it. `form`
/// may come several times, `name` may list further names after commas.
final class PageReader {
  private final String page;

  PageReader(String page) {
    this.page = page;
  }

  FunctionPage read(String text) {
    List<Map<String, List<String>>> blocks =
        Arrays.stream(text.strip().split("\n\\s*\n")).map(this::block).toList();
    Map<String, List<String>> head = blocks.getFirst();
    String title = one(head, "title");
    Kind kind = Kind.valueOf(one(head, "kind").toUpperCase(Locale.ROOT));
    List<FunctionEntry> entries =
        blocks.stream().skip(1).map(block -> entry(block, title, kind)).toList();
    return new FunctionPage(page, title, optional(head, "about").orElse(""), entries);
  }

  private FunctionEntry entry(Map<String, List<String>> block, String title, Kind kind) {
    return new FunctionEntry(
        kind,
        title,
        Arrays.stream(one(block, "name").split(", ")).map(String::strip).toList(),
        block.getOrDefault("form", List.of()),
        one(block, "does"),
        optional(block, "null"),
        Optional.of(one(block, "example")));
  }

  private Map<String, List<String>> block(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(" ")) {
        current.add(current.removeLast() + " " + line.strip());
        continue;
      }
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw broken("no key in the line '" + line + "'");
      }
      current = values.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>());
      current.add(line.substring(colon + 2).strip());
    }
    return values;
  }

  private String one(Map<String, List<String>> block, String key) {
    return optional(block, key).orElseThrow(() -> broken("no '" + key + "' in " + block));
  }

  private static Optional<String> optional(Map<String, List<String>> block, String key) {
    return block.getOrDefault(key, List.of()).stream().findFirst();
  }

  private IllegalStateException broken(String what) {
    return new IllegalStateException("functions of " + page + ": " + what);
  }
}
