/// Protocol Buffers: single messages as a format of messages, and messages behind their lengths as
/// one of files.
///
/// The library keeps schemas and their rules. Its bytes are read and written here: [MessagePlan] is
/// made once of a message's schema and the columns wanted, and puts values into columns without
/// anything in between; [MessageWriter] is its counterpart. [ProtoText] reads `.proto` files,
/// [ProtoSchemas] finds them.
@NullMarked
package io.velostream.connector.protobuf;

import org.jspecify.annotations.NullMarked;
