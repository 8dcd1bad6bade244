/// The kernels of the functions on geometries, on top of JTS.
///
/// [Geometries] is the border: bytes in, JTS's objects inside, bytes out, and JTS's complaints as
/// the user's errors. Each other class is a family of kernels. Nobody but this package knows JTS,
/// whose classes are loaded when a query calls one of these functions and not before. Which SQL
/// function is which kernel is said in `io.velostream.expression.function`.
@NullMarked
package io.velostream.expression.geometry;

import org.jspecify.annotations.NullMarked;
