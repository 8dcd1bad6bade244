/// Schema registries, in the protocol that Confluent's has and others speak: a message begins with
/// the id of its schema, which [SchemaRegistry] looks up.
///
/// This package knows no format: a schema is its text.
@NullMarked
package io.velostream.connector.formats.registry;

import org.jspecify.annotations.NullMarked;
