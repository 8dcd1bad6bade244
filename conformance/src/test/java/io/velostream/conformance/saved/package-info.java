/// Saved state of whole pipelines: whatever bytes are given back, they are taken up or refused as
/// damaged, and nothing else happens.
@NullMarked
package io.velostream.conformance.saved;

import org.jspecify.annotations.NullMarked;
