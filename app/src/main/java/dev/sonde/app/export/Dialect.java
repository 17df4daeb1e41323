package dev.sonde.app.export;

import dev.sonde.api.Kind;
import dev.sonde.wire.ByteSink;
import java.util.List;

/// What one text format does otherwise than the other.
sealed interface Dialect permits Prometheus, OpenMetrics {
  /// The format's word for a kind.
  String word(Kind kind);

  /// What samples of a kind may add to their family's name.
  List<String> parts(Kind kind);

  void head(Group group, ByteSink out);

  /// A threshold (`le`, `quantile`) as the format writes it.
  String threshold(String text);

  void time(long millis, ByteSink out);

  void end(ByteSink out);
}
