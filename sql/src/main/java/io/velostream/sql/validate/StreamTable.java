package io.velostream.sql.validate;

import io.velostream.sql.TableDefinition;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/// A table of the catalogue as Calcite sees it.
public final class StreamTable extends AbstractTable {
  private final TableDefinition definition;
  private final int visible;
  private final boolean keyed;

  /// @param visible how many of its columns `*` stands for: the first ones
  /// @param keyed whether rows that are read replace each other by primary key
  StreamTable(TableDefinition definition, int visible, boolean keyed) {
    this.definition = definition;
    this.visible = visible;
    this.keyed = keyed;
  }

  /// Whether rows that are read replace each other by primary key.
  public boolean isKeyed() {
    return keyed;
  }

  /// The names of the columns that `*` does not stand for.
  List<String> hidden() {
    return definition.columns().subList(visible, definition.columns().size()).stream()
        .map(column -> column.field().name())
        .toList();
  }

  /// The table itself.
  public TableDefinition definition() {
    return definition;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return Types.row(definition.schema(), types);
  }
}
