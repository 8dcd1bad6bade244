/// Topics of Kafka, `'connector' = 'kafka'` and `'connector' = 'upsert-kafka'`.
///
/// Both connectors are found by ServiceLoader and load nothing of Kafka's client until a table of
/// theirs is used. Reading: [TopicReader] takes what a consumer brings, partition by partition, to
/// [MessageDecoder], which decodes the messages straight into vectors; a [TopicPlace] is where it
/// stands. Writing: [RowMessages] makes keys and values of rows and [TopicSink] sends them;
/// [TransactionalWriter] commits them together with a record of progress ([ProgressTopic]),
/// [RepeatingWriter] and [PlainWriter] without one; [SizeLimit] says which rows are no messages.
/// Knows nothing of the engine, and reaches the network by Kafka's client only.
@NullMarked
package io.velostream.connector.kafka;

import org.jspecify.annotations.NullMarked;
