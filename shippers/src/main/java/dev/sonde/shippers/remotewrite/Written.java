package dev.sonde.shippers.remotewrite;

import dev.sonde.http.Reply;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How many samples, native histograms among them, a receiver of 2.0 says that it wrote.
final class Written {
  private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
  private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
  private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";
  private static final int DIGITS = 18;

  private Written() {}

  /// Empty when it says nothing, as receivers of 1.0 do.
  static OptionalLong samples(Reply reply) {
    if (Stream.of(SAMPLES, HISTOGRAMS, EXEMPLARS).allMatch(each -> reply.header(each).isEmpty())) {
      return OptionalLong.empty();
    }
    OptionalLong samples = number(reply.header(SAMPLES));
    OptionalLong histograms = number(reply.header(HISTOGRAMS));
    return samples.isEmpty() || histograms.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(samples.getAsLong() + histograms.getAsLong());
  }

  /// None is zero; what is no number is nothing.
  private static OptionalLong number(Optional<String> said) {
    String text = said.map(String::strip).orElse("0");
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() <= DIGITS
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
