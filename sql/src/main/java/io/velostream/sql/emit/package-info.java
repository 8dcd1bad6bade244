/// What a statement's EMIT clause and the settings about emission do to a finished plan.
@NullMarked
package io.velostream.sql.emit;

import org.jspecify.annotations.NullMarked;
