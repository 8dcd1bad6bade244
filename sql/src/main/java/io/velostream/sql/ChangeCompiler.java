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
import io.velostream.sql.grammar.ast.Upsert;
import io.velostream.sql.lower.Columns;
import io.velostream.sql.rewrite.ChangeQueries;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Compiles what changes rows of a table in memory: UPDATE, DELETE, MERGE, INSERT … ON CONFLICT.
/// Each is a query for the rows that change ([ChangeQueries]), whose columns are made to fit here.
final class ChangeCompiler {
  private final CatalogView catalog;
  private final QueryCompiler queries;

  ChangeCompiler(CatalogView catalog, QueryCompiler queries) {
    this.catalog = catalog;
    this.queries = queries;
  }

  CompiledStatement.Change delete(SqlDelete delete) {
    Target target = target(delete.getTargetTable(), delete.getAlias(), "DELETE", "deleted from");
    return compile(
        delete,
        target,
        CompiledStatement.Change.Kind.DELETE,
        target.queries().ofTable(List.of(), delete.getCondition()),
        List.of(),
        List.of());
  }

  CompiledStatement.Change update(SqlUpdate update) {
    Target target = target(update.getTargetTable(), update.getAlias(), "UPDATE", "updated");
    List<Optional<SqlNode>> values =
        values(target, update.getTargetColumnList(), list(update.getSourceExpressionList()));
    return compile(
        update,
        target,
        CompiledStatement.Change.Kind.UPDATE,
        target.queries().ofTable(values, update.getCondition()),
        values,
        List.of());
  }

  CompiledStatement.Change merge(SqlMerge merge) {
    Target target = target(merge.getTargetTable(), merge.getAlias(), "MERGE", "merged into");
    SqlUpdate update = merge.getUpdateCall();
    SqlInsert insert = merge.getInsertCall();
    List<Optional<SqlNode>> updates =
        update == null
            ? List.of()
            : values(target, update.getTargetColumnList(), list(update.getSourceExpressionList()));
    List<Optional<SqlNode>> inserts =
        insert == null
            ? List.of()
            : values(target, insert.getTargetColumnList(), row(insert.getSource()));
    return compile(
        merge,
        target,
        CompiledStatement.Change.Kind.MERGE,
        target
            .queries()
            .ofJoin(merge.getSourceTableRef(), merge.getCondition(), updates, inserts, null),
        both(updates, inserts, target.definition()),
        List.of());
  }

  CompiledStatement.Change upsert(Upsert upsert) {
    SqlInsert insert = upsert.insert();
    Target target = target(insert.getTargetTable(), null, "ON CONFLICT", "checked for conflicts");
    List<String> key = key(upsert, target.definition());
    Schema schema = target.definition().physicalSchema();
    List<String> given =
        InsertCompiler.columns(insert.getTargetColumnList(), schema).stream()
            .map(index -> schema.field(index).name())
            .toList();
    for (String column : key) {
      if (!given.contains(column)) {
        throw FrontEndErrors.invalid(
            "the column '" + column + "' of the key gets no value",
            FrontEndErrors.position(insert.getSource()),
            "add it to the column list");
      }
    }
    ChangeQueries changes = target.queries();
    List<Optional<SqlNode>> inserts = new ArrayList<>();
    for (Field field : schema.fields()) {
      inserts.add(
          given.contains(field.name())
              ? Optional.of(changes.excluded(field.name()))
              : Optional.empty());
    }
    List<SqlNode> sources =
        upsert.sources().stream()
            .map(source -> target.ofThere(ChangeQueries.ofConflict(source)))
            .toList();
    SqlNode where = upsert.where();
    List<Optional<SqlNode>> updates =
        upsert.isUpdate() ? values(target, upsert.targets(), sources) : List.of();
    return compile(
        upsert,
        target,
        upsert.isUpdate()
            ? CompiledStatement.Change.Kind.UPSERT
            : CompiledStatement.Change.Kind.INSERT_NEW,
        changes.ofJoin(
            changes.excluded(insert.getSource(), given),
            changes.sameKey(key),
            updates,
            inserts,
            where == null ? null : target.ofThere(ChangeQueries.ofConflict(where))),
        both(updates, given(insert, inserts), target.definition()),
        key.stream().map(schema::indexOf).toList());
  }

  /// The values of an INSERT stand where its query does.
  private static List<Optional<SqlNode>> given(SqlInsert insert, List<Optional<SqlNode>> inserts) {
    return inserts.stream().map(value -> value.map(_ -> insert.getSource())).toList();
  }

  /// Values of both kinds behind one another; none stand for what a statement leaves out.
  private static List<Optional<SqlNode>> both(
      List<Optional<SqlNode>> updates,
      List<Optional<SqlNode>> inserts,
      TableDefinition definition) {
    List<Optional<SqlNode>> none =
        Collections.nCopies(definition.physicalSchema().size(), Optional.empty());
    List<Optional<SqlNode>> both = new ArrayList<>(updates.isEmpty() ? none : updates);
    both.addAll(inserts.isEmpty() ? none : inserts);
    return both;
  }

  /// What is changed, and what its columns are referred to by.
  private record Target(TableDefinition definition, SqlIdentifier alias, ChangeQueries queries) {
    /// An expression in which the plain names of columns are those of the table.
    SqlNode ofThere(SqlNode expression) {
      return ConflictNames.qualified(expression, alias.getSimple(), definition.schema());
    }
  }

  private Target target(SqlNode table, @Nullable SqlIdentifier alias, String verb, String done) {
    SourcePosition position = FrontEndErrors.position(table);
    if (table instanceof FileTable || !(table instanceof SqlIdentifier name)) {
      throw refused(verb, "a file is", done, position);
    }
    TableDefinition definition = SqlCompiler.find(catalog, name);
    if (definition.kind().isView()) {
      throw FrontEndErrors.invalid(
          "'" + definition.name() + "' is a view: it cannot be written to",
          position,
          "change the tables that it reads");
    }
    String connector = definition.options().get("connector");
    if (connector != null) {
      throw refused(verb, "a table of the connector '" + connector + "' is", done, position);
    }
    if (definition.changelog() || !definition.bounded()) {
      throw FrontEndErrors.invalid(
          "the rows of '" + definition.name() + "' are given by the program",
          position,
          "the program takes them back; CREATE TABLE makes a table whose rows statements change");
    }
    SqlIdentifier reference =
        alias != null ? alias : new SqlIdentifier(name.names.getLast(), name.getParserPosition());
    List<String> columns = definition.physicalSchema().fields().stream().map(Field::name).toList();
    return new Target(definition, reference, new ChangeQueries(name, reference, columns));
  }

  private static UserException refused(
      String verb, String what, String done, SourcePosition position) {
    return FrontEndErrors.notSupported(
        verb + " of " + what,
        position,
        "only a table in memory (CREATE TABLE without a connector, CREATE TABLE … AS) can be %s;"
                .formatted(done)
            + " elsewhere INSERT what a query leaves, or write to a table with a PRIMARY KEY");
  }

  private static List<String> key(Upsert upsert, TableDefinition definition) {
    SqlNodeList named = upsert.keys();
    List<String> key = definition.primaryKey();
    SourcePosition position = FrontEndErrors.position(named == null ? upsert : named);
    if (key.isEmpty()) {
      throw FrontEndErrors.invalid(
          "'" + definition.name() + "' has no PRIMARY KEY that rows could be in conflict about",
          position,
          "declare one: PRIMARY KEY (column) NOT ENFORCED");
    }
    if (named != null) {
      List<String> names = new ArrayList<>();
      for (SqlNode node : named) {
        names.add(((SqlIdentifier) node).getSimple());
      }
      boolean same =
          names.size() == key.size()
              && key.stream().allMatch(k -> names.stream().anyMatch(k::equalsIgnoreCase));
      if (!same) {
        throw FrontEndErrors.invalid(
            "the columns in conflict are not the PRIMARY KEY (" + String.join(", ", key) + ")",
            position,
            "name its columns, or none");
      }
    }
    return key;
  }

  /// What each column of the table becomes, in their order; empty for those that are not named.
  private static List<Optional<SqlNode>> values(
      Target target, @Nullable SqlNodeList names, List<SqlNode> sources) {
    Schema schema = target.definition().physicalSchema();
    SqlNodeList plain = names == null ? null : withoutTable(names, target);
    if (plain != null) {
      refuseComputed(plain, target.definition());
    }
    List<Integer> columns = InsertCompiler.columns(plain, schema);
    if (columns.size() != sources.size()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "%d columns get %d values".formatted(columns.size(), sources.size()),
          sources.isEmpty() ? SourcePosition.NONE : FrontEndErrors.position(sources.getFirst()),
          "give each column one value");
    }
    List<Optional<SqlNode>> values =
        new ArrayList<>(Collections.nCopies(schema.size(), Optional.empty()));
    for (int i = 0; i < columns.size(); i++) {
      values.set(columns.get(i), Optional.of(sources.get(i)));
    }
    return values;
  }

  private static SqlNodeList withoutTable(SqlNodeList names, Target target) {
    SqlNodeList plain = new SqlNodeList(names.getParserPosition());
    for (SqlNode node : names) {
      SqlIdentifier name = (SqlIdentifier) node;
      boolean own =
          name.names.size() == 2 && name.names.get(0).equalsIgnoreCase(target.alias().getSimple());
      if (name.names.size() > 1 && !own) {
        throw FrontEndErrors.invalid(
            "'" + name + "' is no column of '" + target.definition().name() + "'",
            FrontEndErrors.position(name),
            "SET takes columns of the table that is changed");
      }
      plain.add(new SqlIdentifier(name.names.getLast(), name.getParserPosition()));
    }
    return plain;
  }

  private static void refuseComputed(SqlNodeList names, TableDefinition definition) {
    for (SqlNode node : names) {
      String name = ((SqlIdentifier) node).getSimple();
      for (TableDefinition.Column column : definition.columns()) {
        if (column instanceof TableDefinition.Column.Computed
            && column.field().name().equalsIgnoreCase(name)) {
          throw FrontEndErrors.invalid(
              "the column '" + name + "' is computed",
              FrontEndErrors.position(node),
              "set the columns that it is computed from");
        }
      }
    }
  }

  private static List<SqlNode> list(SqlNodeList nodes) {
    return List.copyOf(nodes.getList());
  }

  /// The values of MERGE's INSERT.
  private static List<SqlNode> row(SqlNode values) {
    return ((SqlCall) ((SqlCall) values).operand(0)).getOperandList();
  }

  /// Where the value that each column gets stands, in the order of the plan's columns behind those
  /// of the row that goes; of the statement where it has none of its own.
  private static List<SourcePosition> places(SqlNode statement, List<Optional<SqlNode>> values) {
    return values.stream().map(value -> FrontEndErrors.position(value.orElse(statement))).toList();
  }

  private CompiledStatement.Change compile(
      SqlNode statement,
      Target target,
      CompiledStatement.Change.Kind kind,
      SqlNode query,
      List<Optional<SqlNode>> values,
      List<Integer> key) {
    TableDefinition definition = target.definition();
    List<SourcePosition> places = places(statement, values);
    Plan plan =
        queries.compile(
            query,
            Optional.of(definition.description()),
            root -> fit(root, definition.physicalSchema(), kind, places));
    return new CompiledStatement.Change(
        plan, definition, kind, key, FrontEndErrors.position(statement));
  }

  /// Makes what columns become what they can hold.
  private static PlanNode fit(
      PlanNode root,
      Schema table,
      CompiledStatement.Change.Kind kind,
      List<SourcePosition> places) {
    Schema source = root.schema();
    List<Expression> outputs = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    int untouched = kind.newFrom(table.size());
    for (int i = 0; i < source.size(); i++) {
      Expression column = Columns.of(source, i);
      Field from = source.field(i);
      if (i < untouched) {
        outputs.add(column);
        fields.add(from);
        continue;
      }
      Field to = table.field((i - untouched) % table.size());
      outputs.add(value(column, from.type(), to, places.get(i - untouched)));
      fields.add(new Field(from.name(), to.type(), from.nullable()));
    }
    return new RowNode.Calc(root, null, outputs, new Schema(fields));
  }

  private static Expression value(
      Expression value, DataType from, Field to, SourcePosition position) {
    // A literal comes here as it was written.
    if (!InsertCompiler.isStorable(from, to.type(), from instanceof DataType.Char)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "the column '%s' is %s, but gets %s".formatted(to.name(), to.type().sql(), from.sql()),
          position,
          "cast it: CAST(… AS " + to.type().sql() + ")");
    }
    return ExpressionBinder.castTo(value, to.type(), position);
  }
}
