/// Protobuf, read and written field by field; and what the formats made of it have in common.
package dev.sonde.wire.protobuf;
