@NullMarked
package io.velostream.connector.kafka;

import org.jspecify.annotations.NullMarked;
