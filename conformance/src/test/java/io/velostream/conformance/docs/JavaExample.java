package io.velostream.conformance.docs;

import java.util.ArrayList;
import java.util.List;

/// A block of Java in a document.
///
/// @param line where it starts, from 1
/// @param code statements
/// @param output the block of text that follows, which is what they print
record JavaExample(int line, List<String> code, List<String> output) {
  private static final String FENCE = "```";

  /// All of a page; each is to be followed by a block of text.
  static List<JavaExample> in(String name, List<String> lines) {
    List<JavaExample> examples = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).equals(FENCE + "java")) {
        int end = end(lines, at);
        int text = end + 1;
        while (text < lines.size() && lines.get(text).isBlank()) {
          text++;
        }
        if (text == lines.size() || !lines.get(text).equals(FENCE + "text")) {
          throw new AssertionError(name + ":" + (end + 1) + " a block of text is to follow");
        }
        examples.add(
            new JavaExample(
                at + 2, lines.subList(at + 1, end), lines.subList(text + 1, end(lines, text))));
        at = end;
      }
    }
    return examples;
  }

  private static int end(List<String> lines, int fence) {
    int at = fence + 1;
    while (!lines.get(at).equals(FENCE)) {
      at++;
    }
    return at;
  }

  /// The example as a class.
  String source(String className) {
    return """
    import io.velostream.columnar.*;
    import io.velostream.engine.*;
    import io.velostream.engine.Statement;
    import java.math.BigDecimal;
    import java.sql.Connection;
    import java.sql.DriverManager;
    import java.sql.PreparedStatement;
    import java.sql.ResultSet;
    import java.time.*;
    import java.util.*;
    import java.util.concurrent.*;

    public class %s {
      public static void main(String[] arguments) throws Exception {
        %s
      }
    }
    """
        .replace("io.velostream.engine.Statement", statement())
        .formatted(className, String.join("\n", code));
  }

  /// The name is one of the engine and one of JDBC.
  private String statement() {
    return code.stream().anyMatch(line -> line.contains("DriverManager"))
        ? "java.sql.Statement"
        : "io.velostream.engine.Statement";
  }
}
