package dev.sonde.receivers.influx;

import dev.sonde.http.Response;
import dev.sonde.wire.influx.WriteErrors;
import dev.sonde.wire.influx.WritePrecision;
import java.util.Optional;

/// Whose words are spoken: those of InfluxDB 1 or 2.
enum Version {
  ONE {
    @Override
    Optional<WritePrecision> precision(String word) {
      return WritePrecision.ofOne(word);
    }

    @Override
    Response badPrecision(String word) {
      return bad(WriteErrors.precisionOne(word));
    }

    @Override
    Response bad(String words) {
      return Response.json(400, WriteErrors.bodyOne(words));
    }
  },
  TWO {
    @Override
    Optional<WritePrecision> precision(String word) {
      return WritePrecision.ofTwo(word);
    }

    @Override
    Response badPrecision(String word) {
      return bad(WriteErrors.precisionTwo());
    }

    @Override
    Response bad(String words) {
      return Response.json(400, WriteErrors.bodyTwo("invalid", words));
    }
  };

  /// What a word after `precision=` stands for; empty when this version has none such.
  abstract Optional<WritePrecision> precision(String word);

  /// The answer to such a word.
  abstract Response badPrecision(String word);

  /// The answer to lines that can't be written.
  abstract Response bad(String words);
}
