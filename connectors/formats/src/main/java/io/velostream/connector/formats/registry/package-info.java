/// Schema registries, in the protocol that Confluent's has and others speak: a message begins with
/// the id of its schema ([SchemaHead]), which [SchemaRegistry] looks up; [RegistryPlans] remembers
/// how the messages of each are read. [RegistryFormat] is what formats have of that in common.
///
/// This package knows no format: a schema is its text.
@NullMarked
package io.velostream.connector.formats.registry;

import org.jspecify.annotations.NullMarked;
