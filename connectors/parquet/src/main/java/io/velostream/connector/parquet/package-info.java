/// Parquet files as a format of the file connector.
///
/// [io.velostream.connector.parquet.ParquetFormat] is found by ServiceLoader. Footers, schemas,
/// statistics and page headers are read by Parquet's own library, without Hadoop; pages are decoded
/// here, straight into vectors. Knows the formats of bytes and files, nothing of the engine.
@NullMarked
package io.velostream.connector.parquet;

import org.jspecify.annotations.NullMarked;
