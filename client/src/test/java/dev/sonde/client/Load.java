package dev.sonde.client;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// A process that sends without end, and prints every sample that it was told is durable. It is
/// there to be killed.
final class Load {
  static final Family FAMILY = Family.gauge("load", "", "");
  private static final int THREADS = 3;
  private static final Duration LONG = Duration.ofMinutes(1);

  private Load() {}

  /// @param arguments the hub, the folder, and where numbers begin
  public static void main(String... arguments) throws Exception {
    SinkConfig config = SinkConfig.inFolder(arguments[0], Path.of(arguments[1]));
    int from = Integer.parseInt(arguments[2]);
    MetricsSink sink = MetricsSink.open(config);
    for (int thread = 1; thread < THREADS; thread++) {
      int number = thread;
      Thread.ofPlatform().start(() -> send(sink, number, from));
    }
    send(sink, 0, from);
  }

  private static void send(MetricsSink sink, int thread, int from) {
    Series series = sink.series(FAMILY, Labels.of("thread", Integer.toString(thread)));
    Samples samples = sink.samples();
    var random = new Random(thread);
    for (int next = from; ; ) {
      var sent = new StringBuilder();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        samples.add(series, next, next);
        sent.append(line(thread, next)).append('\n');
        next++;
      }
      Receipt receipt = sink.append(samples, random.nextInt(4) == 0 ? Duration.ZERO : LONG);
      if (receipt instanceof Receipt.Durable) {
        tell(sent);
      }
      samples.clear();
    }
  }

  private static synchronized void tell(StringBuilder sent) {
    System.out.print(sent);
    System.out.flush();
  }

  /// As the hub writes it.
  static String line(int thread, int number) {
    return "load{thread=\"" + thread + "\"} " + (double) number + " @" + number;
  }
}
