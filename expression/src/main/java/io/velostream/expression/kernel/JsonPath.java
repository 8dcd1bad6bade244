package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.util.ArrayList;
import java.util.List;

/// A place within JSON: `$`, then steps `.name`, `."name"`, `['name']` and `[n]`, where n counts
/// from 0. The words `lax` and `strict` of standard SQL may stand in front.
final class JsonPath {
  /// A step to a member, or to an element when `key` is empty.
  private record Step(Slice key, int index) {}

  private static final Recent<Slice, JsonPath> PATHS =
      new Recent<>(path -> new JsonPath(path.toText()), Slice::copy);

  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private int p;

  private JsonPath(String text) {
    this.text = text;
    skip("lax");
    skip("strict");
    if (!take('$')) {
      throw wrong("it must start with $");
    }
    while (p < text.length()) {
      steps.add(step());
    }
  }

  /// The path that a text says.
  static JsonPath of(Slice path) {
    return PATHS.get(path);
  }

  /// The index of what the path leads to in the VARIANT at `at`, or -1.
  int find(byte[] d, int at) {
    int place = at;
    for (Step step : steps) {
      if (step.key.length() > 0) {
        Slice key = step.key;
        place =
            d[place] == Tag.MAP
                ? SlotReader.find(d, place, key.array(), key.offset(), key.offset() + key.length())
                : -1;
      } else {
        place = d[place] == Tag.ARRAY ? SlotReader.part(d, place, step.index) : -1;
      }
      if (place < 0) {
        return -1;
      }
    }
    return place;
  }

  private Step step() {
    if (take('.')) {
      return key(p < text.length() && text.charAt(p) == '"' ? quoted() : name());
    }
    if (!take('[')) {
      throw wrong("a step is .name, ['name'] or [n]");
    }
    char c = p < text.length() ? text.charAt(p) : ' ';
    Step step = c == '\'' || c == '"' ? key(quoted()) : new Step(Slice.EMPTY, number());
    if (!take(']')) {
      throw wrong("']' is missing");
    }
    return step;
  }

  private static Step key(String name) {
    SlotWriter out = new SlotWriter();
    out.putBytes(Slice.utf8(name));
    return new Step(out.copy(), 0);
  }

  private String name() {
    int from = p;
    while (p < text.length() && text.charAt(p) != '.' && text.charAt(p) != '[') {
      p++;
    }
    String name = text.substring(from, p).strip();
    if (name.isEmpty() || name.equals("*")) {
      throw wrong("a name is missing: wildcards are not supported");
    }
    return name;
  }

  private String quoted() {
    char quote = text.charAt(p++);
    int end = text.indexOf(quote, p);
    if (end < 0) {
      throw wrong("a quote is missing");
    }
    String name = text.substring(p, end);
    p = end + 1;
    return name;
  }

  private int number() {
    int from = p;
    while (p < text.length() && Character.isDigit(text.charAt(p))) {
      p++;
    }
    try {
      return Integer.parseInt(text.substring(from, p));
    } catch (NumberFormatException _) {
      throw wrong("an index from 0 on is missing");
    }
  }

  private void skip(String word) {
    if (text.regionMatches(true, p, word, 0, word.length())) {
      p += word.length();
      while (take(' ')) {}
    }
  }

  private boolean take(char c) {
    boolean there = p < text.length() && text.charAt(p) == c;
    p += there ? 1 : 0;
    return there;
  }

  private RuntimeException wrong(String why) {
    return Failures.invalidArgument("'" + text + "' is no JSON path: " + why);
  }
}
