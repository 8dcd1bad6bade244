package io.velostream.sql.validate;

import io.velostream.sql.TableDefinition;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/// A table of the catalogue as Calcite sees it.
public final class StreamTable extends AbstractTable {
  private final TableDefinition definition;

  StreamTable(TableDefinition definition) {
    this.definition = definition;
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
