/// From the options `fields.<column>.<property>` to the generators of columns: [TableFields] is a
/// table's, [FieldOptions] one field's, `FieldKinds` says which class makes which kind.
@NullMarked
package io.velostream.connector.datagen.field;

import org.jspecify.annotations.NullMarked;
