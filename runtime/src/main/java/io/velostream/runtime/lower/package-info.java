/// Makes operators from plan nodes: one small class per node with something to translate, called
/// from the one switch in [Lowering].
@NullMarked
package io.velostream.runtime.lower;

import org.jspecify.annotations.NullMarked;
