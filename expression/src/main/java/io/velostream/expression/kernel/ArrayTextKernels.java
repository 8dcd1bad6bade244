package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;

/// Reads ARRAYs as PostgreSQL writes them: `{a,"b, c",NULL}`, and `{{1,2},{3,4}}` for ARRAYs of
/// ARRAYs.
public final class ArrayTextKernels {
  private ArrayTextKernels() {}

  /// An ARRAY of texts.
  ///
  /// @param depth how many ARRAYs are in one another, at least 1
  public static Slice parse(Slice text, long depth) {
    Reader reader = new Reader(text.toText());
    reader.skip();
    reader.array(depth);
    reader.skip();
    if (reader.at < reader.text.length()) {
      throw reader.bad();
    }
    return reader.out.slice();
  }

  private static final class Reader {
    private final String text;
    private final SlotWriter out = new SlotWriter();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    RuntimeException bad() {
      return Failures.invalidCast(text, "ARRAY");
    }

    void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private char next() {
      if (at == text.length()) {
        throw bad();
      }
      return text.charAt(at);
    }

    void array(long depth) {
      if (next() != '{') {
        throw bad();
      }
      at++;
      out.begin(Tag.ARRAY);
      skip();
      boolean more = next() != '}';
      at += more ? 0 : 1;
      while (more) {
        skip();
        element(depth);
        skip();
        char behind = next();
        if (behind != ',' && behind != '}') {
          throw bad();
        }
        at++;
        more = behind == ',';
      }
      out.end();
    }

    private void element(long depth) {
      if (depth > 1) {
        array(depth - 1);
      } else if (next() == '"') {
        quoted();
      } else {
        plain();
      }
    }

    private void quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (next() != '"') {
        at += next() == '\\' ? 1 : 0;
        value.append(next());
        at++;
      }
      at++;
      out.putBytes(Slice.utf8(value.toString()));
    }

    private void plain() {
      StringBuilder value = new StringBuilder();
      while (next() != ',' && next() != '}') {
        if (next() == '{' || next() == '"') {
          throw bad();
        }
        at += next() == '\\' ? 1 : 0;
        value.append(next());
        at++;
      }
      String word = value.toString().strip();
      if (word.isEmpty()) {
        throw bad();
      }
      if (word.equalsIgnoreCase("NULL")) {
        out.putNull();
      } else {
        out.putBytes(Slice.utf8(word));
      }
    }
  }
}
