package io.velostream.sql;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.plan.Plan;
import io.velostream.sql.reference.FunctionEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A statement, checked and ready to be carried out.
public sealed interface CompiledStatement {
  /// The plans that carry it out; none where no rows are worked on.
  default List<Plan> plans() {
    return switch (this) {
      case Query query -> List.of(query.plan());
      case Insert insert -> List.of(insert.plan());
      case Change change -> List.of(change.plan());
      case InsertSet set -> set.inserts().stream().map(Insert::plan).toList();
      case CreateTableAs create -> List.of(create.plan());
      case CreateTable _,
          CreateView _,
          Drop _,
          Show _,
          ShowCreate _,
          Describe _,
          DescribeFunction _,
          Explain _,
          SetOption _,
          ResetOption _ ->
          List.of();
    };
  }

  /// A query whose rows go to the caller.
  ///
  /// @param explicitEmit whether the statement says itself when rows are emitted
  record Query(Plan plan, boolean explicitEmit) implements CompiledStatement {
    /// The columns of the result.
    public Schema schema() {
      return plan.root().schema();
    }
  }

  /// INSERT INTO: the plan has the sink.
  record Insert(Plan plan, TableDefinition target) implements CompiledStatement {}

  /// UPDATE, DELETE, MERGE or INSERT … ON CONFLICT: the plan gives the rows of the table that
  /// change, with those that take their place.
  ///
  /// @param key the columns that tell rows apart in ON CONFLICT, none otherwise
  /// @param position of the statement
  record Change(
      Plan plan, TableDefinition target, Kind kind, List<Integer> key, SourcePosition position)
      implements CompiledStatement {
    public Change {
      key = List.copyOf(key);
    }

    /// What the columns of the plan are, each time as many as the table has.
    public enum Kind {
      /// The row that goes.
      DELETE,
      /// The row that goes, the row that comes.
      UPDATE,
      /// Whether a row is there; that row, what takes its place; what comes if none is there.
      MERGE,
      /// As MERGE. Two new rows of one key are an error.
      UPSERT,
      /// As MERGE. Of two new rows of one key the first comes.
      INSERT_NEW;

      /// The first of the plan's columns that is not of a row that goes.
      ///
      /// @param columns of the table
      public int newFrom(int columns) {
        return switch (this) {
          case DELETE, UPDATE -> columns;
          case MERGE, UPSERT, INSERT_NEW -> 1 + columns;
        };
      }
    }
  }

  /// A statement set.
  ///
  /// @param stages run one after the other; the inserts of a stage run side by side, as one job
  record InsertSet(List<List<Insert>> stages) implements CompiledStatement {
    public InsertSet {
      stages = stages.stream().map(List::copyOf).toList();
    }

    /// All inserts, stage by stage.
    public List<Insert> inserts() {
      return stages.stream().flatMap(List::stream).toList();
    }
  }

  /// CREATE TABLE, STREAM or SINK without a query.
  ///
  /// @param places where each option stands
  record CreateTable(
      TableDefinition definition,
      boolean ifNotExists,
      boolean orReplace,
      Map<String, SourcePosition> places)
      implements CompiledStatement {
    public CreateTable {
      places = Map.copyOf(places);
    }
  }

  /// CREATE … AS query: define the table, then run the plan, whose sink it is.
  ///
  /// @param headers whether the last column of the plan is none of the table, but headers of its
  ///   messages
  /// @param places where each option stands
  record CreateTableAs(
      TableDefinition definition,
      Plan plan,
      boolean headers,
      boolean ifNotExists,
      boolean orReplace,
      Map<String, SourcePosition> places)
      implements CompiledStatement {
    public CreateTableAs {
      places = Map.copyOf(places);
    }
  }

  /// CREATE VIEW: the definition holds the text.
  ///
  /// @param maintenance for a materialized view, the changes of its rows as those of the tables
  ///   that it reads; nothing for others
  record CreateView(
      TableDefinition definition,
      boolean ifNotExists,
      boolean orReplace,
      Optional<Plan> maintenance)
      implements CompiledStatement {}

  /// DROP; it is an error to drop a view as a table.
  record Drop(TableDefinition.Kind kind, String name, boolean ifExists)
      implements CompiledStatement {}

  /// SHOW TABLES and the like.
  ///
  /// @param pattern what the names must be LIKE, in any letter case
  record Show(Objects objects, Optional<String> pattern) implements CompiledStatement {
    /// What is listed.
    public enum Objects {
      TABLES,
      STREAMS,
      VIEWS,
      FUNCTIONS,
      SETTINGS,
      /// Of the queries under way.
      WATERMARKS
    }
  }

  /// SHOW CREATE: the statement that would create the relation.
  record ShowCreate(TableDefinition definition, String statement) implements CompiledStatement {}

  /// DESCRIBE of a relation (then with its definition), a file, or a query.
  record Describe(Schema schema, Optional<TableDefinition> definition, boolean extended)
      implements CompiledStatement {}

  /// DESCRIBE FUNCTION.
  record DescribeFunction(FunctionEntry function) implements CompiledStatement {}

  /// EXPLAIN: the text, or for CODEGEN the statement whose generated code is wanted.
  record Explain(CompiledStatement inner, Format format, String text) implements CompiledStatement {
    /// How the plan is shown.
    public enum Format {
      TEXT,
      JSON,
      /// The code of the plan's expressions; the text is the plan's.
      CODEGEN
    }
  }

  /// SET 'key' = 'value'.
  record SetOption(String key, String value) implements CompiledStatement {}

  /// RESET 'key', or of all settings.
  record ResetOption(Optional<String> key) implements CompiledStatement {}
}
