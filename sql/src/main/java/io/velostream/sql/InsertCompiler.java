package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.lower.Columns;
import io.velostream.sql.optimize.ShareScans;
import io.velostream.sql.rewrite.UnsupportedConstructs;
import io.velostream.sql.rewrite.WrittenHeaders;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/// Compiles INSERT INTO, alone and in sets: fits the query's columns to the table's by position.
final class InsertCompiler {
  private final CatalogView catalog;
  private final QueryCompiler queries;

  InsertCompiler(CatalogView catalog, QueryCompiler queries) {
    this.catalog = catalog;
    this.queries = queries;
  }

  CompiledStatement.Insert compile(SqlInsert insert) {
    SqlIdentifier name = UnsupportedConstructs.target(insert);
    TableDefinition target = target(name, insert.getSource());
    if (target.kind().isView()) {
      throw FrontEndErrors.invalid(
          "'" + target.name() + "' is a view: it cannot be written to",
          FrontEndErrors.position(name),
          "insert into a table");
    }
    List<Integer> columns = columns(insert.getTargetColumnList(), target.physicalSchema());
    SourcePosition position = FrontEndErrors.position(insert.getSource());
    SqlNode source = insert.getSource();
    if (WrittenHeaders.isIn(source)) {
      target = SystemColumns.withHeaders(target, catalog, FrontEndErrors.position(name));
      source = WrittenHeaders.added(source);
      columns.add(target.physicalSchema().size() - 1);
    }
    Schema schema = target.physicalSchema();
    boolean constants = source.getKind() == SqlKind.VALUES;
    Plan plan =
        queries.compile(
            source,
            Optional.of(target.description()),
            root -> fit(root, schema, columns, constants, position));
    return new CompiledStatement.Insert(plan, target);
  }

  /// Inserts in stages that run one after the other, so that none but the last may be without an
  /// end.
  CompiledStatement.InsertSet compile(StatementSet set) {
    List<CompiledStatement.Insert> inserts = new ArrayList<>();
    set.inserts().forEach(insert -> inserts.add(compile(insert)));
    boolean shares = !queries.settings().passesOff().contains(ShareScans.NAME);
    List<List<CompiledStatement.Insert>> stages = InsertStages.of(inserts, shares);
    int before = 0;
    for (List<CompiledStatement.Insert> stage : stages.subList(0, stages.size() - 1)) {
      before += stage.size();
      for (CompiledStatement.Insert insert : stage) {
        if (!insert.plan().root().isBounded()) {
          throw FrontEndErrors.notSupported(
              "an insert that waits for one into '%s', which never ends, is"
                  .formatted(insert.target().name()),
              FrontEndErrors.position(set.inserts().get(before)),
              "make a job of each: CREATE JOB name AS INSERT …; inserts run side by side if none"
                  + " reads or writes a table that another one writes, and none is in memory");
        }
      }
    }
    return new CompiledStatement.InsertSet(stages);
  }

  private TableDefinition target(SqlIdentifier name, SqlNode source) {
    if (name instanceof FileTable file) {
      // The file gets the columns of the query, which is compiled once more with its sink.
      return catalog.newFile(file.path(), queries.compile(source).root().schema());
    }
    return SqlCompiler.find(catalog, name);
  }

  /// Positions in the table of the columns that the query gives, in the query's order.
  static List<Integer> columns(@Nullable SqlNodeList names, Schema schema) {
    List<Integer> columns = new ArrayList<>();
    if (names == null || names.isEmpty()) {
      for (int i = 0; i < schema.size(); i++) {
        columns.add(i);
      }
      return columns;
    }
    for (SqlNode node : names) {
      String name = ((SqlIdentifier) node).names.getLast();
      int column = schema.indexOf(name);
      if (column < 0) {
        throw FrontEndErrors.unknownColumn(
            name,
            schema.fields().stream().map(Field::name).toList(),
            FrontEndErrors.position(node));
      }
      if (columns.contains(column)) {
        throw new UserException(
            ErrorCode.AMBIGUOUS_NAME,
            "the column '" + name + "' is listed twice",
            FrontEndErrors.position(node),
            "list it once");
      }
      columns.add(column);
    }
    return columns;
  }

  private static PlanNode fit(
      PlanNode root,
      Schema target,
      List<Integer> columns,
      boolean constants,
      SourcePosition position) {
    Schema source = root.schema();
    if (source.size() != columns.size()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "the table takes %d columns, but the query has %d"
              .formatted(columns.size(), source.size()),
          position,
          "the table's columns are "
              + String.join(", ", target.fields().stream().map(Field::name).toList()));
    }
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < target.size(); i++) {
      int from = columns.indexOf(i);
      outputs.add(
          from < 0
              ? missing(target.field(i), position)
              : value(
                  Columns.of(source, from),
                  source.field(from),
                  target.field(i),
                  constants,
                  position));
    }
    return source.equals(target) ? root : new RowNode.Calc(root, null, outputs, target);
  }

  private static Expression missing(Field field, SourcePosition position) {
    if (!field.nullable()) {
      throw FrontEndErrors.invalid(
          "the column '" + field.name() + "' is NOT NULL and gets no value",
          position,
          "add it to the column list");
    }
    return new Expression.Literal(null, field.type());
  }

  private static Expression value(
      Expression column, Field from, Field to, boolean constant, SourcePosition position) {
    if (!isStorable(from.type(), to.type(), constant)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "the column '%s' is %s, but the query's '%s' is %s"
              .formatted(to.name(), to.type().sql(), from.name(), from.type().sql()),
          position,
          "cast it in the query: CAST(" + from.name() + " AS " + to.type().sql() + ")");
    }
    return ExpressionBinder.castTo(column, to.type(), position);
  }

  /// Whether a column takes values of a type.
  ///
  /// @param constant whether a text may be meant as a time
  static boolean isStorable(DataType from, DataType to, boolean constant) {
    return constant && isWritten(from, to) || isAssignable(from, to);
  }

  /// Whether a value can be stored without an explicit cast: within a family of types. A value that
  /// then does not fit is an error when it comes.
  private static boolean isAssignable(DataType from, DataType to) {
    return from instanceof DataType.Null || from.equals(to) || family(from) == family(to);
  }

  /// Whether a text in VALUES may be meant as a time, as in PostgreSQL and DuckDB.
  private static boolean isWritten(DataType from, DataType to) {
    return family(from) == Family.TEXT
        && switch (family(to)) {
          case DATE, TIME, TIMESTAMP, LOCAL_TIMESTAMP -> true;
          case BOOLEAN, NUMBER, TEXT, BYTES, INTERVAL, GEOMETRY, OTHER -> false;
        };
  }

  private enum Family {
    BOOLEAN,
    NUMBER,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    LOCAL_TIMESTAMP,
    INTERVAL,
    GEOMETRY,
    OTHER
  }

  private static Family family(DataType type) {
    return switch (type) {
      case DataType.Bool _ -> Family.BOOLEAN;
      case DataType.Integral _, DataType.Floating _, DataType.Decimal _ -> Family.NUMBER;
      case DataType.Char _, DataType.Varchar _ -> Family.TEXT;
      case DataType.Varbinary _ -> Family.BYTES;
      case DataType.Date _ -> Family.DATE;
      case DataType.Time _ -> Family.TIME;
      case DataType.Timestamp t -> t.local() ? Family.LOCAL_TIMESTAMP : Family.TIMESTAMP;
      case DataType.Interval _ -> Family.INTERVAL;
      case DataType.Geometry _ -> Family.GEOMETRY;
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          Family.OTHER;
    };
  }
}
