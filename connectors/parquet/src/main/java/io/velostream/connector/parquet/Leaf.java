package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;

/// A column of a file that holds values of its own, and what they are for the engine.
record Leaf(ColumnDescriptor descriptor, DataType type, Conversion conversion) {
  PrimitiveType.PrimitiveTypeName stored() {
    return descriptor.getPrimitiveType().getPrimitiveTypeName();
  }

  /// Bytes of a value of fixed length.
  int width() {
    return descriptor.getPrimitiveType().getTypeLength();
  }

  int maxDefinition() {
    return descriptor.getMaxDefinitionLevel();
  }

  int maxRepetition() {
    return descriptor.getMaxRepetitionLevel();
  }
}
