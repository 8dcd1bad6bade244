package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Statement;
import io.velostream.expression.compile.Code.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run of statements under construction, and the expressions whose values are known in it: those
/// computed earlier in this block or in one around it.
final class Block {
  private final @Nullable Block outer;
  private final Map<Expression, Computed> known;
  private final Names names;
  private final List<Statement> statements = new ArrayList<>();

  private Block(@Nullable Block outer, Map<Expression, Computed> known, Names names) {
    this.outer = outer;
    this.known = known;
    this.names = names;
  }

  /// An empty block of a new method.
  static Block first() {
    return new Block(null, new HashMap<>(), new Names());
  }

  /// A block that may or may not be executed: what becomes known there is unknown outside.
  Block conditional() {
    return new Block(this, new HashMap<>(), names);
  }

  /// A block to be appended to this one later, executed under the same conditions.
  Block section() {
    return new Block(outer, known, names);
  }

  void add(Statement statement) {
    statements.add(statement);
  }

  void append(Block section) {
    statements.addAll(section.statements);
  }

  List<Statement> statements() {
    return statements;
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  @Nullable Computed find(Expression expression) {
    Computed here = known.get(expression);
    return here != null || outer == null ? here : outer.find(expression);
  }

  void remember(Expression expression, Computed computed) {
    known.put(expression, computed);
  }

  /// A new local with a value.
  Local local(String prefix, Kind kind, Value value) {
    Local local = names.local(prefix, kind);
    add(new Assign(local, value));
    return local;
  }

  /// A new local of that very name with a value.
  Local named(String name, Kind kind, Value value) {
    Local local = new Local(name, kind);
    add(new Assign(local, value));
    return local;
  }

  /// The value in a form that can be read again at no cost and without an error.
  Value settle(String prefix, Value value) {
    return value instanceof Local || value instanceof Code.Constant || value instanceof Code.Shared
        ? value
        : local(prefix, value.kind(), value);
  }

  /// Numbers locals.
  private static final class Names {
    private int next;

    Local local(String prefix, Kind kind) {
      return new Local(prefix + next++, kind);
    }
  }
}
