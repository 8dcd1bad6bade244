package io.velostream.conformance.input;

import java.nio.charset.StandardCharsets;

/// A file, what it is read as, and what must come of it.
///
/// @param columns the declared columns; empty to have them found
/// @param rows rows that are read; -1 where the statement must fail
/// @param errors rows that are not, each with a reason
/// @param text part of the reason of the first error, or of the message of the failure
record InputCase(
    String name, String file, byte[] content, String columns, int rows, int errors, String text) {

  static InputCase rows(String name, String file, byte[] content, int rows) {
    return new InputCase(name, file, content, "", rows, 0, "");
  }

  static InputCase rows(String name, String file, String content, int rows) {
    return rows(name, file, bytes(content), rows);
  }

  static InputCase some(
      String name, String file, byte[] content, int rows, int errors, String text) {
    return new InputCase(name, file, content, "", rows, errors, text);
  }

  static InputCase some(
      String name, String file, String content, int rows, int errors, String text) {
    return some(name, file, bytes(content), rows, errors, text);
  }

  static InputCase fails(String name, String file, byte[] content, String text) {
    return new InputCase(name, file, content, "", -1, 0, text);
  }

  static InputCase fails(String name, String file, String content, String text) {
    return fails(name, file, bytes(content), text);
  }

  InputCase as(String declared) {
    return new InputCase(name, file, content, declared, rows, errors, text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
