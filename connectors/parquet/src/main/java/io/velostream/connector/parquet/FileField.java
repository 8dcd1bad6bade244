package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import java.util.Optional;
import java.util.function.Supplier;

/// A top-level column of a file, as the engine sees it.
///
/// @param name as the file has it
/// @param problem why the engine has no such values; `type` is then the type of NULL
/// @param nullable whether the file allows NULL
/// @param leaf the stored column, unless it is nested
/// @param part makes what puts a nested value together
record FileField(
    String name,
    DataType type,
    Optional<String> problem,
    boolean nullable,
    Optional<Leaf> leaf,
    Supplier<NestedPart> part) {}
