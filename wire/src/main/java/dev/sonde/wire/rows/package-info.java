/// Series of pages that have no lines of their own.
package dev.sonde.wire.rows;
