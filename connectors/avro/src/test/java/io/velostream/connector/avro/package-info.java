/// Tests of Avro: its own library is the judge.
@NullMarked
package io.velostream.connector.avro;

import org.jspecify.annotations.NullMarked;
