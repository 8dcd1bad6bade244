/// Tests of the server over real sockets and files.
@NullMarked
package io.velostream.server;

import org.jspecify.annotations.NullMarked;
