package io.velostream.conformance.file;

import java.util.List;
import java.util.Optional;

/// One block of a test file.
public sealed interface Entry {
  /// Line of the file where it starts, counted from 1.
  int line();

  /// `set name value`: a setting for all that follows in the file.
  record Setting(int line, String name, String value) implements Entry {}

  /// `table`: rows in memory under a name, in the batches that the file cuts them into.
  record Table(int line, TableText head, List<List<InputRow>> batches) implements Entry {}

  /// `stream`: a table whose rows come from the steps of the watches that follow.
  record Stream(int line, TableText head) implements Entry {}

  /// `statement ok` and `statement error`: SQL that must succeed or fail.
  ///
  /// @param text the whole text of the error, when the file gives it
  record Statement(int line, String sql, Optional<ExpectedError> error, Expected text)
      implements Entry {}

  /// `query` and `changes`: SQL and the rows it answers.
  record Query(int line, String sql, QueryMode mode, Expected expected) implements Entry {}

  /// `watch`: a query that runs while its streams are fed step by step.
  ///
  /// @param oneBatch whether the output depends on how the input is cut, so that only the default
  ///   batch size can be tested
  record Watch(int line, String sql, boolean oneBatch, List<Step> steps) implements Entry {}

  /// How the rows of a query are compared.
  ///
  /// @param ordered in the order of arrival, not as a multiset
  /// @param header whether the first line holds the column names
  /// @param signed changes with signs, not net rows
  /// @param contains whether each expected line must only be a part of some line of the answer
  /// @param oneBatch as for a watch
  record QueryMode(
      boolean ordered, boolean header, boolean signed, boolean contains, boolean oneBatch) {}

  /// Input of a step and the change of the output that it must cause.
  ///
  /// @param end whether this is the end of the input
  record Step(
      int line,
      boolean end,
      List<InputRow> input,
      Optional<ExpectedError> error,
      Expected expected) {}

  /// A row of input.
  ///
  /// @param table the stream it belongs to; empty when there is only one
  /// @param weight +1 or -1
  record InputRow(int line, String table, long weight, String text) {}

  /// Lines of expected output and where they stand: `lines[from .. to - 1]` of the file, counted
  /// from 0. Without a `----` line `from` is where one belongs.
  record Expected(List<String> lines, boolean present, int from, int to) {}

  /// What a failing statement must report.
  ///
  /// @param code the name of the code; empty where the whole text follows
  /// @param position `line:column`, when it matters
  /// @param part a part of the message
  record ExpectedError(String code, Optional<String> position, String part) {}
}
