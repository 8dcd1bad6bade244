package io.velostream.sql.grammar.ast;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `INSERT INTO … ON CONFLICT (key) DO NOTHING`, or `DO UPDATE SET column = value, … WHERE …`.
public final class Upsert extends GrammarNode {
  private final SqlInsert insert;
  private final @Nullable SqlNodeList keys;
  private final boolean update;
  private final SqlNodeList targets;
  private final SqlNodeList sources;
  private final @Nullable SqlNode where;

  /// @param keys as written; null when the primary key is meant without naming it
  /// @param update DO UPDATE rather than DO NOTHING
  public Upsert(
      SqlParserPos pos,
      SqlInsert insert,
      @Nullable SqlNodeList keys,
      boolean update,
      SqlNodeList targets,
      SqlNodeList sources,
      @Nullable SqlNode where) {
    super("ON CONFLICT", SqlKind.OTHER, pos);
    this.insert = insert;
    this.keys = keys;
    this.update = update;
    this.targets = targets;
    this.sources = sources;
    this.where = where;
  }

  /// The statement without its last clause.
  public SqlInsert insert() {
    return insert;
  }

  /// The columns in which rows are in conflict; null when they are not named.
  public @Nullable SqlNodeList keys() {
    return keys;
  }

  /// Whether a row that is there is changed; otherwise the new one is left out.
  public boolean isUpdate() {
    return update;
  }

  /// The columns that DO UPDATE sets.
  public SqlNodeList targets() {
    return targets;
  }

  /// What it sets them to, one each.
  public SqlNodeList sources() {
    return sources;
  }

  /// Which rows it changes; null for all.
  public @Nullable SqlNode where() {
    return where;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(insert, keys, targets, sources, where);
  }

  @Override
  List<?> attributes() {
    return List.of(update);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new Upsert(
        pos,
        (SqlInsert) Objects.requireNonNull(operands.get(0)),
        (SqlNodeList) operands.get(1),
        update,
        (SqlNodeList) Objects.requireNonNull(operands.get(2)),
        (SqlNodeList) Objects.requireNonNull(operands.get(3)),
        operands.get(4));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    insert.unparse(writer, 0, 0);
    writer.newlineAndIndent();
    writer.keyword("ON CONFLICT");
    if (keys != null) {
      parenthesized(writer, keys);
    }
    if (!update) {
      writer.keyword("DO NOTHING");
      return;
    }
    writer.keyword("DO UPDATE SET");
    for (int i = 0; i < targets.size(); i++) {
      writer.sep(",", i > 0);
      targets.get(i).unparse(writer, 0, 0);
      writer.keyword("=");
      sources.get(i).unparse(writer, 0, 0);
    }
    if (where != null) {
      writer.keyword("WHERE");
      where.unparse(writer, 0, 0);
    }
  }
}
