/// Avro: files (object containers) as a format of the file connector, and single records as a
/// format of messages.
///
/// Avro's library keeps schemas and their rules. Bytes are read here: [RowPlan] is made once of the
/// schema that data was written with and the columns wanted, and turns records into columns;
/// [RecordEncoder] is its counterpart. [AvroTypes] says which type is which.
@NullMarked
package io.velostream.connector.avro;

import org.jspecify.annotations.NullMarked;
