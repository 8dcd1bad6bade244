package io.velostream.connector.spi;

import io.velostream.columnar.DataType;

/// Something that a connector knows of each record, which queries can name without declaring it.
///
/// @param name how queries call it; begins with `_`
/// @param metadata how METADATA FROM calls it
public record RecordColumn(String name, DataType type, String metadata) {}
