package dev.sonde.wire.otlp;

import java.util.Map;

/// A field of a message as JSON has it.
///
/// @param number in protobuf
/// @param repeated is it an array?
record JsonField(int number, Type type, boolean repeated) {
  /// What its value is.
  sealed interface Type permits Scalar, Words, Inner {}

  /// A value without parts.
  enum Scalar implements Type {
    TEXT,
    /// Bytes as base64.
    BYTES,
    /// Bytes as hexadecimal digits: ids, against the rule for all others.
    HEX,
    TRUTH,
    REAL,
    /// 64 bits in eight bytes.
    FIXED,
    /// 64 bits in as many bytes as it takes.
    VARINT,
    /// 32 bits with a sign, zigzag.
    SIGNED
  }

  /// A number that has a word, too.
  record Words(Map<String, Integer> numbers) implements Type {
    Words {
      numbers = Map.copyOf(numbers);
    }
  }

  /// A message, by its name in [JsonSchema].
  record Inner(String message) implements Type {}
}
