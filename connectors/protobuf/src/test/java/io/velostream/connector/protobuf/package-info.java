/// Tests of Protocol Buffers: its own library is the judge.
@NullMarked
package io.velostream.connector.protobuf;

import org.jspecify.annotations.NullMarked;
