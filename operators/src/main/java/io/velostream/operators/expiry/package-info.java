/// When state goes that has had no news for long: [io.velostream.operators.expiry.StateTime] tells
/// the time of each row, [io.velostream.operators.expiry.Lifetimes] which slots have outlived
/// theirs. Knows nothing of what the slots hold.
@NullMarked
package io.velostream.operators.expiry;

import org.jspecify.annotations.NullMarked;
