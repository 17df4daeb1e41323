/// The shipper `file`: every sample as a line, exactly once. Read `FileShipper`, `DataFile` and
/// `PositionFile` first.
package dev.sonde.shippers.file;
