package io.velostream.plan.explain;

import java.util.List;

/// Writes JSON, indented by two blanks. The caller opens and closes objects in order.
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;
  private boolean named;

  JsonWriter beginObject() {
    return open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  /// The name of the value that follows.
  JsonWriter name(String name) {
    element();
    string(name);
    out.append(": ");
    named = true;
    return this;
  }

  JsonWriter value(String text) {
    element();
    string(text);
    return this;
  }

  JsonWriter value(long number) {
    element();
    out.append(number);
    return this;
  }

  JsonWriter value(boolean truth) {
    element();
    out.append(truth);
    return this;
  }

  JsonWriter nullValue() {
    element();
    out.append("null");
    return this;
  }

  JsonWriter value(List<String> texts) {
    beginArray();
    texts.forEach(this::value);
    return endArray();
  }

  /// What has been written, ended by a line feed.
  String text() {
    return out + "\n";
  }

  private JsonWriter open(char bracket) {
    element();
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  /// Before a name, or a value without one.
  private void element() {
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      out.append(',');
    }
    if (depth > 0) {
      newLine();
    }
    first = false;
  }

  private void newLine() {
    out.append('\n').append("  ".repeat(depth));
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
