package io.velostream.connector.datagen.field;

import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.draw.Mixer;

/// What a field may draw on besides its own options.
///
/// @param mixer random bits of this field
/// @param fields the other columns, and other tables
/// @param nested whether it is a part of a column
record FieldContext(Mixer mixer, TableFields fields, boolean nested) {
  /// The generator of the column that `per` names.
  ColumnGenerator keyColumn(FieldOptions o) {
    return fields.keyColumn(o, o.find("per").orElseThrow());
  }

  /// The same for a part of the field.
  FieldContext part(String name) {
    return new FieldContext(mixer.derive("." + name), fields, true);
  }
}
