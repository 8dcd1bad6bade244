/// Geometries as bytes and as text, without any geometry in it: what stores, reads and prints
/// GEOMETRY columns.
///
/// A value is [EWKB](https://postgis.net/docs/using_postgis_dbmanagement.html#EWKB_EWKT) in one
/// canonical form, which [ShapeBytes] describes; [Shape] is the value taken apart; [ShapeText]
/// prints it as WKT and [ShapeParser] reads that. Nothing here knows distances or intersections.
@NullMarked
package io.velostream.columnar.geometry;

import org.jspecify.annotations.NullMarked;
